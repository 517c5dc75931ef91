/* Text is taken unit by unit: what one code point, or one stray byte, shows. */
#include "report/cell.h"

#include "base/utf8.h"

/* Room for `<U+10FFFF>` and for any code point itself. */
typedef struct {
	char text[12];
	size_t bytes;
	size_t width;
} Unit;

static void
show_byte(Unit *unit, unsigned byte)
{
	unit->bytes = unit->width = (size_t)g_snprintf(
		unit->text, sizeof unit->text, "\\x%02x", byte);
}

static void
show_code(Unit *unit, uint32_t code)
{
	unit->bytes = unit->width = (size_t)g_snprintf(
		unit->text, sizeof unit->text, "<U+%04X>", code);
}

/* The unit at the front of `s`, which is not empty; the bytes it took. */
static size_t
read_unit(MtSlice s, bool utf8, Unit *unit)
{
	uint32_t code;
	size_t n;

	/* Nearly all text is ASCII, of which no letter need be looked up. */
	if (s.p[0] >= ' ' && s.p[0] < 0x7f) {
		unit->text[0] = s.p[0];
		unit->bytes = unit->width = 1;
		return 1;
	}
	n = mt_utf8_read(s, &code);
	if (n == 0) {
		show_byte(unit, (unsigned char)s.p[0]);
		return 1;
	}
	if (code < ' ' || code == 0x7f) {
		show_byte(unit, code);
	} else if (mt_utf8_kind(code) != MT_UTF8_PLAIN ||
		   (code > 0x7f && !utf8)) {
		show_code(unit, code);
	} else {
		memcpy(unit->text, s.p, n);
		unit->bytes = n;
		unit->width = mt_utf8_width(code);
	}
	return n;
}

static bool
next_unit(MtSlice *rest, bool utf8, Unit *unit)
{
	size_t n;

	if (rest->n == 0)
		return false;
	n = read_unit(*rest, utf8, unit);
	*rest = mt_slice(rest->p + n, rest->n - n);
	return true;
}

size_t
mt_cell_width(MtSlice text, bool utf8)
{
	size_t width = 0;
	Unit unit;

	while (next_unit(&text, utf8, &unit))
		width += unit.width;
	return width;
}

void
mt_cell_add(MtBuf *out, MtSlice text, bool utf8)
{
	Unit unit;

	while (next_unit(&text, utf8, &unit))
		mt_buf_add(out, mt_slice(unit.text, unit.bytes));
}

/* Add units that fit in `room`, and leave the first that does not in `rest`. */
static size_t
add_head(MtBuf *out, MtSlice *rest, size_t room, bool utf8)
{
	size_t width = 0;
	MtSlice after = *rest;
	Unit unit;

	while (next_unit(&after, utf8, &unit) && width + unit.width <= room) {
		mt_buf_add(out, mt_slice(unit.text, unit.bytes));
		width += unit.width;
		*rest = after;
	}
	return width;
}

void
mt_cell_add_part(MtBuf *out, MtSlice *rest, size_t width, bool utf8)
{
	Unit unit;

	if (add_head(out, rest, width, utf8) == 0 &&
	    next_unit(rest, utf8, &unit))
		mt_buf_add(out, mt_slice(unit.text, unit.bytes));
}

/* Pass over units of `rest`, which is `width` wide, until `room` suffices. A
 * mark without the letter it stands on would go onto the ellipsis. */
static size_t
skip_middle(MtSlice *rest, size_t width, size_t room, bool utf8)
{
	MtSlice after = *rest;
	Unit unit;

	while (next_unit(&after, utf8, &unit) &&
	       (width > room || unit.width == 0)) {
		width -= unit.width;
		*rest = after;
	}
	return width;
}

size_t
mt_cell_add_short(MtBuf *out, MtSlice text, size_t width, bool utf8)
{
	MtSlice dots = utf8 ? MT_SLICE("\xe2\x80\xa6") : MT_SLICE("..");
	size_t dots_width = utf8 ? 1 : 2;
	size_t whole = mt_cell_width(text, utf8);
	size_t room, head, tail;

	if (whole <= width) {
		mt_cell_add(out, text, utf8);
		return whole;
	}
	if (width < dots_width)
		return 0;
	room = width - dots_width;
	head = add_head(out, &text, (room + 1) / 2, utf8);
	mt_buf_add(out, dots);
	tail = skip_middle(&text, whole - head, room - head, utf8);
	mt_cell_add(out, text, utf8);
	return head + dots_width + tail;
}

static void
add_spaces(MtBuf *out, size_t n)
{
	memset(mt_buf_room(out, n + 1), ' ', n);
	out->n += n;
}

void
mt_cell_add_padded(MtBuf *out, MtSlice text, size_t width, MtCellAlign align,
		   bool utf8)
{
	size_t at = out->n, taken, gap;

	taken = mt_cell_add_short(out, text, width, utf8);
	gap = width - taken;
	add_spaces(out, gap);
	if (align == MT_CELL_RIGHT) {
		memmove(out->p + at + gap, out->p + at, out->n - gap - at);
		memset(out->p + at, ' ', gap);
	}
}
