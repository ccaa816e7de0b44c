"""What does somebody read who opens a package with nothing but an unpacker of ZIP files?"""

README = """\
政务公开核查证据包 / Evidence package of a disclosure audit
==========================================================

封面 cover/index.html、cover/cover.pdf 说明核查结论；以下说明各目录内容和核验方法。
The cover is in Chinese; this file says what each folder holds, and how it is checked.

archive/    what was fetched, as it came over the wire (WARC 1.1, ISO 28500). A page that had not changed since an earlier
            night is there as the earlier record, and a "revisit" record of this night with its own head. "metadata" records
            hold the connection: DNS answer, address spoken to, TLS certificates (PEM), the server's date beside our clock.
            Of pages drawn by a browser: the answers it saw, the tree ("urn:dom:"), a screenshot ("urn:fullPage:").
indexes/    where in the archive viewers find an address (CDXJ).
pages/      pages with titles: pages.jsonl those that findings cite, extraPages.jsonl all others.
trace/      every request in order, also those that failed, and every rendering: a line each; bytes are named by record.
findings/   all findings of the unit as they were stored and sealed; "chosen" are the places of those on the cover.
facts/      what was read off the pages, by which it was judged; context.json is what was known of other units, and what
            the operator had registered.
plan/       the files of the work plan that it was judged by ("%2F" in a name stands for "/").
vocabulary/ the names by which columns are recognised: subjects.yaml when it was judged; subjects-of-the-visit.yaml when the
            portal was visited, where they were edited in between.
reviews/    what people decided about the findings.
seals/      the chain of seals up to the audit's own, or to the newest change of key if that came later; and the proof that
            the unit's findings lie under the audit's seal.
pictures/   pages with what was found framed, each with its address and time.
signed/     manifest.json (SHA-256 of every member above), signature.json over it, timestamp.tsr (RFC 3161) over the
            signature where an authority was configured, closing.json over both.
datapackage.json, datapackage-digest.json   the same for viewers of web archives (WACZ 1.1.1); they follow from the rest.

Look at it     any WACZ viewer, offline, such as ReplayWeb.page or pywb.
Check it       mingcha verify FILE.wacz --key KEY.pub
               needs neither database nor network: signatures, timestamp, chain, every digest, and that the findings follow
               from the archived pages. Trust the exporter's public key as published elsewhere, not the one in here.
By hand        wacz validate -f FILE.wacz          warcio check archive/*.warc.gz
               sha256sum, against signed/manifest.json
               An envelope such as signature.json is {"signatures":[{"public_key","signature"}],"signed":{...}}: the Ed25519
               signature is over the bytes of "signed" as they stand there; keys (DER) and signatures are hexadecimal.
               openssl ts -verify -data signed/signature.json -in signed/timestamp.tsr -CAfile ROOTS.pem
"""
