"""Pages on resources of API References as docs.aws.amazon.com shows them, made of its Markdown.

None was at hand; tables, code, braces and placeholders are as on other pages of the site.
"""

import re

from markdown_it import MarkdownIt

_SHELL = """\
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-US"><head><title>Page</title>
<link rel="canonical" href="{url}" /></head><body><div id="awsdocs-content"><head></head><body>
<div id="main-col-body"><awsdocs-language-banner></awsdocs-language-banner>
{content}
<awsdocs-copyright class="copyright-print"></awsdocs-copyright></div></body></div></body></html>
"""
_BUTTON = '<div class="code-btn-container"><div class="btn-copy-code" title="Copy"></div></div>'
_TABLE = '<div class="table-container"><div class="table-contents"><table id="t">'


def published(text: str) -> str:
    """Return a page in HTML.

    Args:
        text: The page in the Markdown that AWS serves.
    """
    front, text = text.removeprefix("---\n").split("---\n", 1)
    content = MarkdownIt("commonmark").enable("table").render(text)
    content = re.sub(r"<p><a name=.*?></a></p>\n|<a name=.*?></a>\n?", "", content)
    content = re.sub(r"\{\{(.*?)\}\}", r'<code class="replaceable">\1</code>', content)
    content = content.replace("{", "<span>{</span>").replace('"/goto/', '"https://a.b/goto/')
    content = re.sub(
        r"(?:<p><strong>([\w ]*)</strong></p>\n)?<table>\n<thead>", _table_head, content
    )
    content = content.replace("</table>", "</table></div></div>")
    content = re.sub(r"<td>(.*?)</td>", _cell, content)
    content = content.replace("<pre><code>", f'<pre class="programlisting">{_BUTTON}<code>')
    return _SHELL.format(url=front.split()[1], content=content)


def _table_head(match: re.Match[str]) -> str:
    title = f'<div class="title">{match[1]}</div>'
    row = f'<tr><th class="table-header" colspan="100">{title}</th></tr>' if match[1] else ""
    return f"{_TABLE}<thead>{row}"


def _cell(match: re.Match[str]) -> str:
    lines = match[1].split("<br />")
    return f"<td>{''.join(f'<p>{line}</p>' for line in lines)}</td>"
