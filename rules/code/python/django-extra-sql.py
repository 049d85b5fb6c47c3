def named(name):
    # ruleid: python.django-extra-sql
    User.objects.extra(where=[f"name = '{name}'"])
    # ruleid: python.django-extra-sql
    User.objects.filter(active=True).extra(where=["name = '%s'" % name])
    # ruleid: python.django-extra-sql
    User.objects.extra(select={"hit": "name = '" + name + "'"})
    # ok: python.django-extra-sql
    User.objects.extra(where=["name = %s"], params=[name])
    # ok: python.django-extra-sql
    User.objects.extra(where=["active = 1"])
    # ok: python.django-extra-sql
    User.objects.filter(name=name)
    # ok: python.django-extra-sql
    User.objects.extra(where=[f"id = {int(name)}"])
