{{/* Name of the release's resources: the release's, with the chart's unless it has it already. */}}
{{- define "understudy.name" -}}
{{- $name := ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) -}}
{{- $name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* Labels by which selectors find pods; they never change. Takes a dict of root and component. */}}
{{- define "understudy.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* All labels. Takes a dict of root and component. */}}
{{- define "understudy.labels" -}}
{{ include "understudy.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* Reference of an image. Takes a dict of root and image; the tag '-' leaves it out. */}}
{{- define "understudy.image" -}}
{{- $images := .root.Values.images -}}
{{- $tag := default .root.Chart.AppVersion $images.tag -}}
{{- printf "%s%s%s" $images.registry .image (ternary "" (printf ":%s" $tag) (eq $tag "-")) -}}
{{- end }}

{{- define "understudy.serviceAccount" -}}
{{- default (include "understudy.name" .) .Values.serviceAccount.name -}}
{{- end }}

{{/* A worker group's values over the defaults, as YAML. Takes a dict of root and group. */}}
{{- define "understudy.group" -}}
{{- mergeOverwrite (deepCopy .root.Values.worker.defaults) (deepCopy .group) | toYaml -}}
{{- end }}
