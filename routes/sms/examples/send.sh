#!/bin/sh
# Sends a text to a hub as Twilio does: send.sh FROM TEXT [MESSAGE-SID]. Settings: HUB, TWILIO_AUTH_TOKEN, TWILIO_PUBLIC_URL.
hub="${HUB:-http://127.0.0.1:8080}"
url="${TWILIO_PUBLIC_URL:-$hub/webhooks/twilio}"
sid="${3:-SM$(date +%s)}"
to="+10000000000"
signature="$(printf '%s' "${url}Body${2}From${1}MessageSid${sid}To${to}" \
  | openssl dgst -sha1 -hmac "${TWILIO_AUTH_TOKEN:-12345}" -binary | openssl base64)"
curl --silent --show-error --write-out ' %{http_code}\n' --header "X-Twilio-Signature: $signature" \
  --data-urlencode "From=$1" --data-urlencode "To=$to" --data-urlencode "Body=$2" --data-urlencode "MessageSid=$sid" \
  "$hub/webhooks/twilio"
