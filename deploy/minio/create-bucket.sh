#!/bin/sh
# The bucket, and a key that may do nothing but read and write in it. May be repeated.
# Reads MINIO_ROOT_PASSWORD, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY. The image has little more than a shell.
set -eu
export MC_CONFIG_DIR=/tmp/mc

mc alias set store http://minio:9000 root "$MINIO_ROOT_PASSWORD" >/dev/null
mc mb --ignore-existing "store/$S3_BUCKET"

printf '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
      "Resource": ["arn:aws:s3:::%s"]
    },
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      "Resource": ["arn:aws:s3:::%s/*"]
    }
  ]
}' "$S3_BUCKET" "$S3_BUCKET" >/tmp/policy.json
mc admin policy create store understudy /tmp/policy.json
mc admin user add store "$S3_ACCESS_KEY_ID" "$S3_SECRET_ACCESS_KEY"
case $(mc admin user info store "$S3_ACCESS_KEY_ID" --json) in
  *'"policyName":"understudy"'*) ;;
  *) mc admin policy attach store understudy --user "$S3_ACCESS_KEY_ID" ;;
esac
