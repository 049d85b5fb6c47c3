from django.views.decorators.clickjacking import xframe_options_exempt, xframe_options_sameorigin


# ruleid: python.framing-allowed
@xframe_options_exempt
def shown(request):
    return page(request)


def answer(response):
    # ruleid: python.framing-allowed
    response.headers["X-Frame-Options"] = "ALLOWALL"
    # ruleid: python.framing-allowed
    response["Content-Security-Policy"] = "default-src 'self'; frame-ancestors *"
    # ok: python.framing-allowed
    response.headers["X-Frame-Options"] = "DENY"
    # ok: python.framing-allowed
    response["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


# ok: python.framing-allowed
@xframe_options_sameorigin
def own(request):
    return page(request)
