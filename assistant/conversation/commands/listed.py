"""The commands that exist, as a table: the help, the palette and the manual read it."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command typed after `/`.

    Its name, the argument it takes, what it does, and plain words that mean it.
    """

    name: str
    argument: str
    what: str
    plain: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The command as it is typed."""
        return f"/{self.name} {self.argument}".rstrip()


NEW = ("new patient", "add patient", "add a patient", "new case")
LEARN = ("tutorial", "guide", "guide me", "introduction", "show me how it works", "how does it work")

COMMANDS: tuple[Command, ...] = (
    Command(
        "score",
        "[INSTRUMENT [TEXT]]",
        "Score an instrument in a guided walk; a dictated TEXT is proposed first",
        ("score", "new score"),
    ),
    Command(
        "grid",
        "[INSTRUMENT]",
        "The whole form as a table or list, to be filled cell by cell",
        ("grid", "the grid", "show the grid", "whole form", "the whole form", "show the whole form"),
    ),
    Command("go", "TEXT", "Go to the item or area of the questionnaire whose words begin so"),
    Command("dictate", "TEXT", "Read a dictated line for the questionnaire under way; you confirm it"),
    Command(
        "labs", "[VALUES]", "Propose answers from laboratory values, typed or of the visit; you confirm them"
    ),
    Command(
        "patient", "[CODE]", "Open a patient by the study code, or show the one at hand", ("patient", *NEW)
    ),
    Command(
        "patients",
        "[BEGINNING]",
        "Who is on record",
        ("patients", "list patients", "all patients", "my patients", "show patients", "show my patients"),
    ),
    Command("set", "[FACT VALUE]", "Set a fact: sex, born, phototype, subtypes, antibodies …"),
    Command("treatment", "[AGENT …]", "Record a treatment: dose, from DAY, stopped DAY, outcome"),
    Command("visit", "[DAY]", "Open the visit of today or of a day; /visit new: a further one", ("visit",)),
    Command("pga", "[0-3]", "Record the physician's global assessment of the visit"),
    Command("steroid", "[DRUG DOSE]", "Record the steroid of the visit; the conversion is shown"),
    Command("lab", "[VALUES]", "Record laboratory values with unit and range"),
    Command("event", "[WHAT OUTCOME]", "Record an adverse event with its outcome"),
    Command("amend", "[INSTRUMENT]", "Correct what was signed; the former stays", ("amend",)),
    Command(
        "tour",
        "[off|next|again]",
        "A score, a question and a course in five minutes, on demonstration records",
        ("tour", "the tour", "show me around", "guided tour", "take the tour", *LEARN),
    ),
    Command(
        "demo",
        "[off]",
        "Open the demonstration records, or go back to your own",
        ("demo", "the demo", "show demo", "demonstration"),
    ),
    Command(
        "visits", "[AGENT]", "The course, in weeks since a treatment began", ("visits", "show the visits")
    ),
    Command(
        "plot", "[AGENT]", "Draw the course of the patient", ("plot", "plot the course", "draw the course")
    ),
    Command(
        "cohort",
        "[AGENT WEEKS]",
        "How each score changed over all patients",
        ("cohort", "the cohort", "show the cohort"),
    ),
    Command(
        "change",
        "[since DRUG]",
        "How the patient's scores changed, by published definitions",
        ("change", "the change", "show change", "show the change", "judge change"),
    ),
    Command(
        "bodymap",
        "[save [FILE]]",
        "The body map: what is under way or was signed, before and after; save: as SVG",
        ("bodymap", "body map", "show the body map"),
    ),
    Command("resume", "[CODE]", "Go on with an unfinished assessment", ("resume", "continue", "go on")),
    Command("undo", "", "Take the last step of the questionnaire back", ("undo", "undo that")),
    Command("copy", "", "Copy the summary to the clipboard", ("copy", "copy summary", "copy the summary")),
    Command(
        "export", "", "Save the summary to a file", ("export", "save", "save summary", "save the summary")
    ),
    Command(
        "ladder",
        "[DRUGS HAD]",
        "The treatment ladder, with what a patient had",
        ("ladder", "the ladder", "show the ladder", "treatment ladder", "the treatment ladder"),
    ),
    Command(
        "evidence",
        "[FILTERS]",
        "The reports of Table 1, filtered and sorted",
        ("evidence", "the evidence", "show the evidence", "show evidence"),
    ),
    Command(
        "train",
        "[CASE|INSTRUMENT]",
        "Practise scoring on a case with a reference",
        ("train", "training", "practise", "practice"),
    ),
    Command("instruments", "", "What can be scored", ("instruments", "list instruments")),
    Command("lock", "", "Hide everything; whoever goes on signs in, where there are accounts", ("lock",)),
    Command(
        "help",
        "[keys]",
        "First steps and commands; /help keys: the keys",
        (
            "help",
            "commands",
            "keys",
            "?",
            "h",
            "start",
            "begin",
            "how do i start",
            "how do i begin",
            "what now",
            "what is this",
            "what can i do",
            "what can i do here",
            "menu",
            "first steps",
        ),
    ),
    Command(
        "quit",
        "",
        "Quit; an unfinished assessment is kept",
        ("quit", "exit", "bye", "close", "leave", "end", "logout"),
    ),
)

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}

ELSEWHERE: dict[str, str] = {
    "panel": "F2 shows the panel with scores and marks",
    "review": "In a questionnaire, r opens the review, and Enter there finishes",
    "sign": "In a questionnaire, r and then Enter finish it and sign it into the open visit",
    "actions": "F5 lists all actions",
    "map": "/bodymap draws the body map; in a questionnaire m marks on it",
}
"""What is sought as a command and is done otherwise, and how."""
