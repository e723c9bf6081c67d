{{/* What all pods have in common: nobody's rights, no token, one user. Takes the root. */}}
{{- define "understudy.podDefaults" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "understudy.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Pods of one kind rather on different machines. Takes a dict of root and component. */}}
{{- define "understudy.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "understudy.selectorLabels" . | nindent 6 }}
{{- end }}

{{/* Where pods may run. Takes values with nodeSelector, tolerations and affinity. */}}
{{- define "understudy.scheduling" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Volumes of the API and the worker. Takes a dict of root and scratchSize. */}}
{{- define "understudy.volumes" -}}
- name: scratch
  emptyDir:
    sizeLimit: {{ .scratchSize }}
{{- with .root.Values.storage.existingClaim }}
- name: storage
  persistentVolumeClaim:
    claimName: {{ . }}
{{- end }}
{{- with .root.Values.temporal.tls.clientCertificateSecret }}
- name: temporal-certificate
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "understudy.volumeMounts" -}}
- name: scratch
  mountPath: /tmp
{{- if .Values.storage.existingClaim }}
- name: storage
  mountPath: /storage
{{- end }}
{{- if .Values.temporal.tls.clientCertificateSecret }}
- name: temporal-certificate
  mountPath: /etc/understudy/temporal
  readOnly: true
{{- end }}
{{- end }}
