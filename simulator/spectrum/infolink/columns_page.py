"""The table of every column for docs/infolink.md; a test holds the page to it."""

from simulator.spectrum.infolink.tables import TABLES


def columns_page() -> str:
    """Markdown: one row a table, keys first, with what is observed and what is assumed."""
    lines = [
        "| table | key | other columns | assumed |",
        "| --- | --- | --- | --- |",
    ]
    for table in TABLES:
        names = [column.name for column in table.columns]
        key, others = names[: table.key_length], names[table.key_length :]
        assumed = [column.name for column in table.columns if column.evidence == "assumed"]
        cells = (
            f"`{table.name}`",
            " + ".join(key),
            ", ".join(others),
            ", ".join(assumed) or "none",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
