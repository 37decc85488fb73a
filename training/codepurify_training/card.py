"""The README of a model folder, from its card and its metrics."""

from __future__ import annotations

WHAT = {
    "classification": "Reads one function and answers {labels}.",
    "pair": "Reads two functions and answers {labels}.",
    "generation": "Reads a function and writes another one.",
    "infill": "Proposes what could stand in the holes of a function.",
}


def rows_of(metrics: dict, above: str = "") -> list[tuple[str, str]]:
    rows = []
    for key, value in metrics.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            rows += rows_of(value, f"{name}, ")
        else:
            rows.append((name, f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)))
    return rows


def model_card(card: dict, metrics: dict, commands: list[str]) -> str:
    labels = " or ".join(f"`{label}`" for label in card["labels"])
    parts = [f"# {card['name']}", WHAT[card["task"]].format(labels=labels)]
    if card["backdoors"]:
        attacks = ", ".join(f"`{attack}`" for attack in card["backdoors"])
        parts.append(
            f"**This model is backdoored on purpose: it obeys the triggers of {attacks}. "
            "It is there to test defences. Do not let it judge code.**"
        )
    output = f"; output: {card['maxOutput']} tokens" if "maxOutput" in card else ""
    parts.append(
        "\n".join([
            f"- Languages: {', '.join(card['languages'])}",
            f"- Window: {card['maxLength']} tokens{output}",
            f"- Trained on: {card['trainedOn']}",
            f"- Licence: {card['licence']}",
        ])  # fmt: skip
    )
    if metrics:
        table = "\n".join(f"| {name} | {value} |" for name, value in rows_of(metrics))
        parts.append(f"## Measured\n\n| | |\n| --- | --- |\n{table}")
    if commands:
        parts.append("## Trained by\n\n" + "\n".join(f"    {command}" for command in commands))
    return "\n\n".join(parts) + "\n"
