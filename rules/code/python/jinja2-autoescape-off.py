from jinja2 import Environment, FileSystemLoader, select_autoescape

loader = FileSystemLoader("templates")
# ruleid: python.jinja2-autoescape-off
bare = Environment(loader=loader)
# ruleid: python.jinja2-autoescape-off
off = Environment(loader=loader, autoescape=False)
# ruleid: python.jinja2-autoescape-off
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"autoescape": False}}]
# ok: python.jinja2-autoescape-off
selected = Environment(loader=loader, autoescape=select_autoescape())
# ok: python.jinja2-autoescape-off
on = Environment(loader=loader, autoescape=True)
# ok: python.jinja2-autoescape-off
latex = Environment(loader=loader, block_start_string="<%", block_end_string="%>")


def configured(options):
    # ok: python.jinja2-autoescape-off
    return Environment(**options)
