{{/* Variables of the API and the worker as a map in YAML, so that later ones replace earlier ones. Takes the root. */}}
{{- define "understudy.variables" -}}
NODE_ENV: production
METRICS_HOST: 0.0.0.0
METRICS_PORT: "9464"
TEMPORAL_ADDRESS: {{ required "Set temporal.address to host:port of Temporal" .Values.temporal.address | quote }}
TEMPORAL_NAMESPACE: {{ .Values.temporal.namespace | quote }}
{{- with .Values.temporal.tls }}
{{- if or .enabled .clientCertificateSecret }}
TEMPORAL_TLS: "true"
{{- end }}
{{- if .serverName }}
TEMPORAL_TLS_SERVER_NAME: {{ .serverName | quote }}
{{- end }}
{{- if .clientCertificateSecret }}
TEMPORAL_TLS_CLIENT_CERT_PATH: /etc/understudy/temporal/tls.crt
TEMPORAL_TLS_CLIENT_KEY_PATH: /etc/understudy/temporal/tls.key
{{- if .ownAuthority }}
TEMPORAL_TLS_SERVER_CA_CERT_PATH: /etc/understudy/temporal/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.storage }}
{{- if .existingClaim }}
STORAGE_FOLDER: /storage
{{- else }}
S3_BUCKET: {{ required "Set storage.bucket, or storage.existingClaim" .bucket | quote }}
{{- with .endpoint }}
S3_ENDPOINT: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* A list of environment variables: the shared ones, then `settings`, then `own`. Takes a dict of root, settings, own. */}}
{{- define "understudy.env" -}}
{{- $shared := include "understudy.variables" .root | fromYaml -}}
{{- $all := mergeOverwrite $shared (deepCopy .root.Values.settings) (deepCopy .settings) .own -}}
{{- range $name, $value := $all }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- with .root.Values.temporal.apiKey }}
{{- if .secret }}
- name: TEMPORAL_API_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- end }}

{{/* The worker's version as variables in YAML: the image's tag, unless another is given. Empty where there is none. */}}
{{- define "understudy.workerVersion" -}}
{{- with .Values.worker.versioning }}
{{- if .enabled }}
WORKER_DEPLOYMENT: {{ .deployment | quote }}
WORKER_BUILD_ID: {{ include "understudy.workerBuildId" $ | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "understudy.workerBuildId" -}}
{{- $tag := default .Chart.AppVersion .Values.images.tag -}}
{{- $buildId := default $tag .Values.worker.versioning.buildId -}}
{{- if eq $buildId "-" }}
{{- fail "Set worker.versioning.buildId: images.tag is '-', and a digest cannot be a version" }}
{{- end }}
{{- $buildId -}}
{{- end }}
