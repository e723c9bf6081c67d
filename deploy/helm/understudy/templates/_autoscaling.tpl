{{/* Workers leave one at a time, and late: each that leaves gives its work back, and another one begins it again. */}}
{{- define "understudy.scaleDown" -}}
scaleDown:
  stabilizationWindowSeconds: 300
  policies:
    - type: Pods
      value: 1
      periodSeconds: 60
{{- end }}

{{/* Name of what KEDA shows Temporal; empty where Temporal asks for nothing. */}}
{{- define "understudy.triggerAuthentication" -}}
{{- if .Values.keda.existingTriggerAuthentication -}}
{{- .Values.keda.existingTriggerAuthentication -}}
{{- else if or .Values.temporal.apiKey.secret .Values.temporal.tls.clientCertificateSecret -}}
{{- include "understudy.name" . -}}-temporal
{{- end -}}
{{- end }}
