"""What does a cover tell, from its title to its last picture? One set of blocks, of which the page and the PDF are layouts."""

from evidence.office.statuses import PROBLEMS, Status, status_of
from evidence.package.cover_blocks import Block
from evidence.package.cover_findings import finding_blocks
from evidence.package.cover_head import head
from evidence.package.cover_values import Cover


def told(cover: Cover) -> tuple[Block, ...]:
    """All of it, problems first. What only people can check is listed and not told of, if there is anything else."""
    findings = tuple(sorted(cover.findings, key=lambda each: status_of(each.reported) not in PROBLEMS))
    at_length = [each for each in findings if status_of(each.reported) is not Status.MANUAL] or findings
    return (*head(cover, findings), *(block for each in at_length for block in finding_blocks(each, cover)))
