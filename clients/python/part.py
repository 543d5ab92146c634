from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """What all parts of a record have in common: fields that were added later are kept, and values are taken as they are written."""

    # A string of digits is no number, and neither is a truth value.
    model_config = ConfigDict(extra="allow", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, part: object) -> object:
        if not isinstance(part, dict):
            return part
        for name, field in cls.model_fields.items():
            key = field.alias or name
            value = part.get(key, 0)
            if value is None:
                raise ValueError(f"`{key}` is null: a field that is not known is left out")
            # In JSON 1.0 is a whole number.
            if isinstance(value, float) and value.is_integer():
                part = {**part, key: int(value)}
        return part
