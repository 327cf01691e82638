"""What is wrong with a feature file or a step definition, with its place and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. `candidates` are lines that show where to look or what to write instead."""

    path: Path
    line: int
    message: str
    candidates: tuple[str, ...] = ()

    def render(self, base: Path) -> str:
        """`file:line: message`, the candidates indented below; paths relative to `base`."""
        head = f"{shown(self.path, base)}:{self.line}: {self.message}"
        return "\n".join([head, *(f"    {candidate}" for candidate in self.candidates)])


def render_all(problems: Iterable[Problem], base: Path) -> str:
    """Every problem, by file and line, with their count."""
    listed = sorted(set(problems))
    noun = "problem" if len(listed) == 1 else "problems"
    body = "\n".join(problem.render(base) for problem in listed)
    return f"{len(listed)} {noun} in the features; nothing of this was run\n{body}"


def shown(path: Path, base: Path) -> str:
    """The path as people know it: relative to `base` when it lies below."""
    return str(path.relative_to(base)) if path.is_relative_to(base) else str(path)
