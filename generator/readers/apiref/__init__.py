"""Pages of AWS API References, in every form in which they are read.

`html`, `markdown` and `text` make a `document` of a page, and `page` says what that states:
`layout` checks the whole, `described` finds which lines are about which member, `members` joins
them to what `syntax` and `http` read of the syntax blocks, `errors` and `protocol` do the rest.
`resource` is the other layout, in which a page is about a resource and its methods.
"""
