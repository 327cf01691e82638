"""What YAML 1.1 takes a word without quotes for, and how to write what was meant."""

TAG = "tag:yaml.org,2002:"


def kind_in_words(tag: str) -> str:
    """What PyYAML takes a value with this tag for."""
    words = {
        "bool": "true or false",
        "int": "a whole number",
        "float": "a decimal number",
        "timestamp": "a date with a time",
        "null": "nothing",
        "merge": "a merge",
    }
    return words.get(tag.removeprefix(TAG), f"the special type `{tag.removeprefix(TAG)}`")


def way_to_write(tag: str, text: str) -> str:
    """What to write instead of `text`, which PyYAML gave this tag."""
    match tag.removeprefix(TAG):
        case "bool":
            word = "true" if text.lower() in ("yes", "on", "true", "y") else "false"
            return f'write `{word}`, or "{text}" in quotes for the text'
        case "float":
            return f'write money in whole cents, or "{text}" in quotes for the text'
        case "int":
            return (
                f'write it in plain digits without leading zero, or "{text}" in quotes for the text'
            )
        case _:
            return f'write "{text}" in quotes for the text'
