#!/usr/bin/env bash
# Signs a payment notice by the Standard Webhooks rules and sends it to a hub; prints the answer.
#   usage: PAYWATT_STANDARD_SECRET=whsec_... routes/payments/examples/send.sh FILE [URL of the hub]
set -euo pipefail
body="$(cat "$1")"
id="msg_$(openssl rand -hex 8)"
at="$(date +%s)"
key="$(printf %s "${PAYWATT_STANDARD_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')"
signature="$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"
curl --silent --show-error --write-out '%{http_code}\n' --header 'content-type: application/json' \
  --header "webhook-id: $id" --header "webhook-timestamp: $at" --header "webhook-signature: v1,$signature" \
  --data-binary "$body" "${2:-http://127.0.0.1:8080}/webhooks/standard"
