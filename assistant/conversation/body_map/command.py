"""`/bodymap`: the figure of what is under way, or was signed of the patient at hand, shown or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.replies import told
from assistant.conversation.turn import Reply, Voice
from assistant.errors import quoted

if TYPE_CHECKING:
    from assistant.conversation.body_map.shaded import Time
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.scoring.instrument import Instrument

SAVE = "save"


def bodymap(stage: Stage, line: str) -> Turn:
    """Show the figure, or save it as SVG.

    Raises NoBodyMap where there is nothing to show, NotExportedError, StoreError, ContentError.
    """
    from assistant.conversation.body_map.drawing import drawing_of  # noqa: PLC0415 - only where it is wanted
    from assistant.conversation.body_map.shaded import series_of, told_places  # noqa: PLC0415 - as above
    from assistant.conversation.body_map.times import NoBodyMap  # noqa: PLC0415 - as above
    from assistant.records.exports import export_summary  # noqa: PLC0415 - as above

    word, _, file = line.partition(" ")
    if word and word.casefold() != SAVE:
        raise NoBodyMap(
            f"{quoted(word)} means nothing here; /bodymap shows it, /bodymap save [FILE] saves it"
        )
    instrument, times = _shown(stage)
    if word:
        name = f"bodymap-{instrument.id}-{stage.patient or 'no-code'}-{stage.clock():%Y%m%d-%H%M%S}"
        drawn = drawing_of(instrument, _heading(stage, instrument), times)
        path = export_summary(drawn, name, stage.data_folder, file.strip(), ending=".svg")
        return stage.turn(told(f"The body map is saved as {path}."), to_card=stage.front.active)
    text = "\n".join([_heading(stage, instrument), *(told_places(instrument, time) for time in times)])
    return stage.turn(Reply(Voice.SUMMARY, text, body=series_of(instrument, times)))


def _heading(stage: Stage, instrument: Instrument) -> str:
    return f"{instrument.abbreviation} of {stage.patient}" if stage.patient else instrument.abbreviation


def _shown(stage: Stage) -> tuple[Instrument, tuple[Time, ...]]:
    """The last that was signed and what is under way, or the first and the last that were signed."""
    from assistant.conversation.body_map.times import under_way, with_figure  # noqa: PLC0415 - as above

    walk = stage.front.walk
    if walk is not None and walk.session.instrument.figure is not None:
        instrument = walk.session.instrument
        before = _signed(stage, instrument)[-1:] if stage.front is stage.way else ()
        return instrument, (*before, under_way(walk.session))
    instrument = with_figure(stage.library)
    return instrument, _signed(stage, instrument, needed=True)


def _signed(stage: Stage, instrument: Instrument, *, needed: bool = False) -> tuple[Time, ...]:
    """What was signed of the patient at hand; where it is not `needed`, nothing if there is none."""
    from assistant.conversation.body_map.times import NoBodyMap, signed  # noqa: PLC0415 - as above
    from assistant.scoring.change.baseline import Choice  # noqa: PLC0415 - as above

    if not needed and not stage.chart.is_of(stage.patient):
        return ()
    from assistant.records.course import course_of  # noqa: PLC0415 - the records cost what a start need not pay

    stage.chart.patient_of(stage.patient)
    stage.chart.read_again()
    whole = stage.chart.whole or stage.records.whole(stage.patient)
    try:
        return signed(course_of(whole, stage.chart.vocabulary), instrument, Choice())
    except NoBodyMap:
        if needed:
            raise
        return ()
