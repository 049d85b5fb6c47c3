from flask import request


# ruleid: python.password-changed-unverified
def reset_password(users, hashed):
    user = users.by_mail(request.form["email"])
    user.password = hashed(request.form["new_password"])
    return "ok"


# ruleid: python.password-changed-unverified
def change_password(request, users):
    user = users.get(name=request.POST["name"])
    user.set_password(request.POST["password"])
    user.save()


# ruleid: python.password-changed-unverified
def forgot_password(db, hashed):
    data = request.get_json()
    db.execute("UPDATE users SET password = ? WHERE mail = ?", (hashed(data["password"]), data["mail"]))


# ok: python.password-changed-unverified
def reset_with_token(users, hashed):
    user = users.by_token(request.form["token"])
    user.password = hashed(request.form["new_password"])


# ok: python.password-changed-unverified
def change_password_of(current_user, hashed):
    if current_user.check_password(request.form["old_password"]):
        current_user.password = hashed(request.form["new_password"])


# ruleid: python.password-changed-unverified
def change_password_signed_in(request):
    user = request.user
    user.set_password(request.POST["new_password"])
    user.save()


# ok: python.password-changed-unverified
def change_password_with_form(request, PasswordChangeForm):
    form = PasswordChangeForm(request.user, request.POST)
    if form.is_valid():
        request.user.set_password(form.cleaned_data["new"])


# ok: python.password-changed-unverified
def reset_password_form():
    return "<form>"
