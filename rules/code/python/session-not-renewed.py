from django.contrib.auth import authenticate, login


# ruleid: python.session-not-renewed
def sign_in(request):
    user = authenticate(request, username=request.POST["u"], password=request.POST["p"])
    if user is not None:
        request.session["user_id"] = user.pk


# ruleid: python.session-not-renewed
def member_sign_in(request):
    member = Member.objects.get(mail=request.POST["mail"])
    if member.check_password(request.POST["password"]):
        request.session["member_id"] = member.id


# ruleid: python.session-not-renewed
async def api_sign_in(request, hasher, store):
    form = await request.form()
    account = store.by_name(form["name"])
    if hasher.verify(account.hash, form["password"]):
        request.session["username"] = account.name


# ok: python.session-not-renewed
def sign_in_renewed(request):
    user = authenticate(request, username=request.POST["u"], password=request.POST["p"])
    if user is not None:
        request.session.cycle_key()
        request.session["user_id"] = user.pk


# ok: python.session-not-renewed
def sign_in_by_library(request):
    user = authenticate(request, username=request.POST["u"], password=request.POST["p"])
    if user is not None:
        login(request, user)
        request.session["user_name"] = user.username


# ok: python.session-not-renewed
def set_page(request):
    request.session["page"] = 3
