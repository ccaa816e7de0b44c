"""What is known of a task once its row is read in its block: what it carries down, and what is doubted of it."""

from dataclasses import dataclass, field

from domain.plans import SourceStatus
from drafting.remarks import Remark, Unread
from drafting.rows import ReadRow


@dataclass(slots=True, kw_only=True)
class PlacedTask:
    """A row with its number, section, group, and the cells that merged or empty ones carry down.

    ``lead_text`` and ``support_text`` are what the row's units are read from, also from a row above. ``deadline_text`` is
    the row's own cell; ``deadline`` what is read where that is empty, and then ``deadline_note`` says why.
    """

    row: ReadRow
    number: int | str
    section: str
    group: str
    lead_text: str | None = None
    support_text: str | None = None
    deadline_text: str | None = None
    deadline: str | None = None
    deadline_note: str | None = None
    source: SourceStatus = SourceStatus.INTACT
    remarks: list[Remark] = field(default_factory=list)

    @property
    def text(self) -> str | None:
        """The duty as printed."""
        return self.row.text

    def doubt(self, told: str, noted: str) -> None:
        """Note that the row may not be what it seems; a row without text stays missing."""
        remark = Remark(told=told, noted=noted)
        if remark not in self.remarks:
            self.remarks.append(remark)
        if self.source is SourceStatus.INTACT:
            self.source = SourceStatus.SHIFTED

    @property
    def source_note(self) -> str | None:
        """The doubts as the plan keeps them."""
        if self.source is SourceStatus.INTACT:
            return None
        return "；".join(remark.noted for remark in self.remarks) + "。请以原件核对。"

    def unread(self) -> Unread | None:
        """The doubts as the command tells them."""
        if self.source is SourceStatus.INTACT:
            return None
        told = "; ".join(remark.told for remark in self.remarks)
        return Unread(place=self.row.place, task=self.number, reason=f"{self.source}: {told}")
