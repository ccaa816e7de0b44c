"""What stands in a file: paragraphs and tables, whatever its format. One module a format."""

from drafting.documents.content import Cell, Document, DocumentError, Paragraph, Row, Table
from drafting.documents.reading import read_document

__all__ = ["Cell", "Document", "DocumentError", "Paragraph", "Row", "Table", "read_document"]
