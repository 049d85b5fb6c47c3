"""`dataclass`, `field` and `replace`, of the standard library for whoever checks types, and light for whoever waits.

A hook has 80 ms from start to exit, and somebody waits for it at every prompt. Importing `dataclasses` takes 12 of them
(it needs `inspect`, and that the parser of Python), and each class another half: seven functions are written as source
and compiled, whether they are called or not. The classes on the way of a prompt are forty. So they are made here, where
only what a class needs is compiled, and when it is first needed.

The one form there is here is ``@dataclass(frozen=True, slots=True)``, with ``order=True`` where wanted, without
inheritance; any other is refused when the class is made. What comes out is a dataclass to everybody else too:
`dataclasses.fields`, `asdict`, `replace` and `is_dataclass` work, `repr`, equality, hash and pickle are the same.
"""

from __future__ import annotations

from operator import attrgetter

# Not from `typing`, which takes its time as well; this name is always true to mypy and pyright.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    _MISSING = object()

    class _Field:
        """What `field` says of one."""

        def __init__(self, default, default_factory, repr, compare) -> None:
            self.default = default
            self.default_factory = default_factory
            self.repr = repr
            self.compare = compare

    def field(*, default=_MISSING, default_factory=_MISSING, repr=True, compare=True):
        """As `dataclasses.field`, for these of its arguments."""
        return _Field(default, default_factory, repr, compare)

    def dataclass(*, frozen, slots, order=False):
        """As `dataclasses.dataclass`; raises `TypeError` for a form that is not made here."""
        if not frozen or not slots:
            raise TypeError("only frozen classes with slots are made here; take the one of `dataclasses`")
        return lambda cls: _made(cls, order=order)

    def replace(instance, /, **changes):
        """As `dataclasses.replace`, for an instance of a class that was made here."""
        cls = type(instance)
        for name in cls.__match_args__:
            if name not in changes:
                changes[name] = getattr(instance, name)
        return cls(**changes)

    def _made(cls, *, order):
        annotations = vars(cls).get("__annotations__", {})
        if cls.__bases__ != (object,) or any("ClassVar" in str(kind) for kind in annotations.values()):
            raise TypeError(f"{cls.__qualname__}: no base classes and no class variables here; see `dataclasses`")
        if any(
            kind in ("InitVar", "KW_ONLY") or "InitVar[" in str(kind) or "KW_ONLY" in str(kind)
            for kind in annotations.values()
        ):
            raise TypeError(f"{cls.__qualname__}: neither InitVar nor KW_ONLY here; see `dataclasses`")
        names = tuple(annotations)
        space = dict(cls.__dict__)
        defaults = {name: space.pop(name) for name in names if name in space}
        if any(isinstance(default, (list, dict, set)) for default in defaults.values()):
            raise TypeError(f"{cls.__qualname__}: a default that can change is every instance's; use default_factory")
        for name in ("__dict__", "__weakref__"):
            space.pop(name, None)
        for name, method in _methods(names, defaults, order=order).items():
            if space.get(name) is None:
                space[name] = method
        space |= {
            "__slots__": names,
            "__match_args__": names,
            "__init__": _first_init,
            "__dataclass_fields__": _Fields(defaults),
            "__dataclass_params__": _Params(order),
            "__setattr__": _refuse_to_set,
            "__delattr__": _refuse_to_delete,
        }
        # The names of its slots have to be known when a class is made, so it is made a second time.
        again = type(cls)(cls.__name__, (object,), space)
        again.__qualname__ = cls.__qualname__
        return again

    class _Params:
        """How the class was made, for whoever prints it nicely."""

        init = repr = eq = frozen = slots = match_args = True
        unsafe_hash = kw_only = weakref_slot = False

        def __init__(self, order) -> None:
            self.order = order

    class _Fields:
        """What `dataclasses` wants to know of a class, made when it is asked for."""

        def __init__(self, defaults) -> None:
            self.defaults = defaults

        def __get__(self, instance, owner):
            import dataclasses

            space = {"__annotations__": dict(owner.__annotations__)}
            for name, default in self.defaults.items():
                if isinstance(default, _Field):
                    default = dataclasses.field(
                        **{key: value for key, value in vars(default).items() if value is not _MISSING}
                    )
                space[name] = default
            fields = dataclasses.dataclass(type(owner.__name__, (), space)).__dataclass_fields__
            # The initialiser is made from the defaults: now or never.
            _complete(owner)
            owner.__dataclass_fields__ = fields
            return fields

    def _first_init(self, *args, **kwargs):
        cls = type(self)
        _complete(cls)
        cls.__init__(self, *args, **kwargs)

    def _complete(cls) -> None:
        """Gives the class the initialiser it would have had from `dataclasses`."""
        fields = cls.__dict__["__dataclass_fields__"]
        if cls.__init__ is not _first_init or not isinstance(fields, _Fields):
            return
        given, body = [], []
        space = {"_MISSING": _MISSING}
        for number, name in enumerate(cls.__match_args__):
            # Straight into the slot: `__setattr__` refuses.
            space[f"_set{number}"] = cls.__dict__[name].__set__
            default, make = fields.defaults.get(name, _MISSING), _MISSING
            if isinstance(default, _Field):
                default, make = default.default, default.default_factory
            value = name
            if make is not _MISSING:
                space[f"_make{number}"] = make
                given.append(f"{name}=_MISSING")
                value = f"_make{number}() if {name} is _MISSING else {name}"
            elif default is _MISSING:
                given.append(name)
            else:
                space[f"_default{number}"] = default
                given.append(f"{name}=_default{number}")
            body.append(f"    _set{number}(self, {value})\n")
        if hasattr(cls, "__post_init__"):
            body.append("    self.__post_init__()\n")
        exec(f"def __init__(self, {', '.join(given)}):\n{''.join(body) or '    pass'}", space)
        made = space["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        made.__module__ = cls.__module__
        made.__annotations__ = {**cls.__annotations__, "return": None}
        cls.__init__ = made

    def _methods(names, defaults, *, order):
        """What the class does by its values, where it does not say otherwise."""
        hidden = {name for name, default in defaults.items() if isinstance(default, _Field) and not default.repr}
        apart = {name for name, default in defaults.items() if isinstance(default, _Field) and not default.compare}
        values = _values(tuple(name for name in names if name not in apart))
        every = _values(names)

        def compared(by):
            def compare(self, other):
                return by(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

            return compare

        def shown(self) -> str:
            told = (f"{name}={getattr(self, name)!r}" for name in names if name not in hidden)
            return f"{self.__class__.__qualname__}({', '.join(told)})"

        def __setstate__(self, state) -> None:  # noqa: N807
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        made = {
            "__eq__": compared(tuple.__eq__),
            "__hash__": lambda self: hash(values(self)),
            "__getstate__": lambda self: list(every(self)),
            "__setstate__": __setstate__,
            "__repr__": shown,
            "__replace__": replace,
        }
        if order:
            made |= {name: compared(getattr(tuple, name)) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
        return made

    def _values(names):
        """What gives these attributes of an instance, as a tuple."""
        return attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, name) for name in names)

    def _refuse_to_set(self, name, value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")
