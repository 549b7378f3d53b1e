"""Writes blocks of an API Reference in the renditions in which such pages are read."""

import re
from collections.abc import Sequence
from html import escape

from support.apiref_documenter import Block

_MARK = re.compile(r"\{\{(.*?)\}\}")


def site_markdown(blocks: Sequence[Block]) -> str:
    """Write a page as docs.aws.amazon.com serves it in Markdown."""
    lines: list[str] = []
    page = blocks[0].text
    for block in blocks:
        match block.sort:
            case "title":
                lines += [f"# {block.text}", f'<a name="{block.anchor}"></a>', ""]
            case "heading":
                anchor = block.text.replace(" ", "")
                lines += ["", f"## {block.text}", f'<a name="API_{page}_{anchor}"></a>', ""]
            case "code":
                lines += ["```", block.text, "```", ""]
            case "term":
                lines += ["", _site_term(block, page)]
            case "goto":
                lines += [f"+  [AWS SDK for Python]({block.text})"]
            case _:
                lines += [block.text + _as_code(block.code)]
    return "\n".join(lines) + "\n"


def _site_term(block: Block, page: str) -> str:
    shown = f"[{block.text}](#API_{page}_Syntax)" if block.linked else block.text
    anchored = block.anchor not in ("", "nested")
    anchor = f'   <a name="{block.anchor}"></a>' if anchored else ""
    return f" ** {shown} **{anchor}"


def _as_code(text: str) -> str:
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def converted_markdown(blocks: Sequence[Block]) -> str:
    """Write a page as converters make it of the site's HTML: without anchors and marks."""
    lines: list[str] = []
    for block in blocks:
        match block.sort:
            case "title":
                lines += [f"# {block.text}", ""]
            case "heading":
                lines += [f"## {block.text}", ""]
            case "code":
                lines += ["```nohighlight", "", _MARK.sub(r"\1", block.text), "", "```", ""]
            case "term":
                link = f"[{block.text}](#API_{blocks[0].text}_RequestSyntax)"
                lines += [f"**{link if block.linked else block.text}**", ""]
            case "goto":
                lines += [f"- [AWS SDK for Python]({block.text})", ""]
            case _:
                lines += [block.text + _as_code(block.code), ""]
    return "\n".join(lines)


def html(blocks: Sequence[Block]) -> str:
    """Write a page in the HTML of docs.aws.amazon.com."""
    page = blocks[0].text
    body: list[str] = []
    is_open = False
    nested = False
    for block in blocks:
        if block.sort == "heading" and is_open:
            body.append("</dd></dl></div>")
            is_open = False
        match block.sort:
            case "title":
                body.append(f'<h1 class="topictitle" id="{block.anchor}">{page}</h1>')
            case "heading":
                body.append(f'<h2 id="API_{page}_{block.text.replace(" ", "")}">{block.text}</h2>')
            case "code":
                code = f'<code class="nohighlight">{_code(block.text)}</code>'
                body.append(f'<pre class="programlisting">{code}</pre>')
            case "term" if block.anchor == "nested":
                body.append(("</dd>" if nested else '<div class="variablelist"><dl>') + _dt(block))
                nested = True
            case "term":
                body.append(
                    ("</dd>" if is_open else '<div class="variablelist">\n<dl>') + _dt(block)
                )
                is_open = True
            case "goto":
                body.append(f'<ul><li><a href="{block.text}">AWS SDK for Python</a></li></ul>')
            case _:
                if nested and block.sort == "label":
                    body.append("</dd></dl></div>")
                    nested = False
                code = f'<code class="code">{_text(block.code)}</code>' if block.code else ""
                body.append(f"<p>{_text(block.text)}{code}</p>")
    head = f"<head><title>{page} - A Service</title></head>"
    main = f'<div id="main-col-body">\n{chr(10).join(body)}\n</div>'
    shell = f'<div id="awsdocs-content">{head}<body>{main}</body></div>'
    return f"<html><body><awsdocs-header></awsdocs-header>{shell}</body></html>"


def _dt(block: Block) -> str:
    anchor = f' id="{block.anchor}"' if block.anchor not in ("", "nested") else ""
    link = f'<a href="#x">{block.text}</a>' if block.linked else block.text
    return f'<dt{anchor}><span class="term"><b>{link}</b></span></dt><dd>'


def _text(text: str) -> str:
    return escape(text).replace("{", "<span>{</span>")


def _code(text: str) -> str:
    parts = _MARK.split(text)
    return "".join(
        f'<code class="replaceable">{_text(part)}</code>' if index % 2 else _text(part)
        for index, part in enumerate(parts)
    )


def flat_text(blocks: Sequence[Block]) -> str:
    """Write a page as extractors leave it whose blocks are divided by empty lines."""
    lines = [f"{blocks[0].text} - A Service"]
    for block in blocks:
        if block.sort == "code":
            lines.append(" ".join(_MARK.sub(r"\1", block.text).split()))
        elif block.sort != "goto":
            lines.append(block.text + block.code)
    return "\n\n".join(lines) + "\n"
