import hmac

from django.views.decorators.csrf import csrf_exempt, csrf_protect
from flask import Flask

app = Flask(__name__)
# ruleid: python.csrf-protection-off
app.config["WTF_CSRF_ENABLED"] = False
# ruleid: python.csrf-protection-off
csrf.exempt(payments)


@csrf_exempt
# ruleid: python.csrf-protection-off
def transfer(request):
    return send(request.POST["amount"])


@csrf_protect
# ok: python.csrf-protection-off
def protected(request):
    return send(request.POST["amount"])


@csrf_exempt
# ok: python.csrf-protection-off
def stripe_webhook(request):
    return handle(request.body)


@csrf_exempt
# ok: python.csrf-protection-off
def signed(request):
    if not hmac.compare_digest(sign(request.body), request.headers["X-Signature"]):
        return None
    return handle(request.body)


# ok: python.csrf-protection-off
app.config["WTF_CSRF_ENABLED"] = True
