import ast

FORMULA = "1 + 1"


def evaluate(text, names):
    # ruleid: python.eval-non-constant
    value = eval(text)
    # ruleid: python.eval-non-constant
    exec("value = " + text)
    # ruleid: python.eval-non-constant
    value = eval(text, {"__builtins__": {}}, names)
    # ok: python.eval-non-constant
    value = ast.literal_eval(text)
    # ok: python.eval-non-constant
    value = eval("1 + 1")
    # ok: python.eval-non-constant
    value = eval(FORMULA)
    return value


def shell(source):
    code = compile(source, "<console>", "exec")
    # ok: python.eval-non-constant
    exec(code)


def torch_style(model):
    # ok: python.eval-non-constant
    model.eval()
