/* Addresses in all the ways that MTAs put them into a Received field. */
#include "received/fill.h"

static bool
read_port(MtSlice text, int *port)
{
	unsigned long long number;

	if (!mt_slice_number(text, 65535, &number))
		return false;
	*port = (int)number;
	return true;
}

/* `1.2.3.4:25`; a bare IPv6 address has more than one colon. */
static bool
read_with_port(MtSlice text, MtIp *ip, int *port)
{
	MtSlice host, rest = text;

	return mt_slice_cut(&rest, ':', &host) && mt_ip_parse(host, ip) &&
	       read_port(rest, port);
}

/* Exim 3 writes the port as a fifth part: `[10.0.8.6.13219]`. */
static bool
read_fifth_part(MtSlice text, MtIp *ip, int *port)
{
	size_t dots = 0, i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] == '.' && ++dots == 4)
			break;
	return dots == 4 && mt_ip_parse(mt_slice_sub(text, 0, i), ip) &&
	       read_port(mt_slice_sub(text, i + 1, text.n), port);
}

/* Most texts that are asked about are names: those of four hexadecimal digits
 * and less before the first dot are looked at closer. */
static bool
begins_address(MtSlice text)
{
	size_t i = 0;

	while (i < text.n && i < 4 && g_ascii_isxdigit(text.p[i]))
		i++;
	return i < text.n &&
	       (text.p[i] == '.' || text.p[i] == ':' ||
		(i == 0 && mt_slice_starts_i(text, MT_SLICE("IPv6:"))));
}

static bool
read_bare(MtSlice text, MtIp *ip, int *port)
{
	return begins_address(text) &&
	       (mt_ip_parse(text, ip) || read_with_port(text, ip, port));
}

static bool
read_bracketed(MtSlice text, MtIp *ip, int *port)
{
	MtSlice inner, rest = mt_slice_sub(text, 1, text.n);

	if (!mt_slice_cut(&rest, ']', &inner))
		return false;
	inner = mt_slice_trim(inner);
	if (!read_bare(inner, ip, port) && !read_fifth_part(inner, ip, port))
		return false;
	if (rest.n > 1 && rest.p[0] == ':')
		read_port(mt_slice_sub(rest, 1, rest.n), port);
	return true;
}

bool
mt_read_address(MtSlice text, MtIp *ip, int *port)
{
	bool found;

	*port = 0;
	found = text.n > 0 && text.p[0] == '[' ? read_bracketed(text, ip, port)
					       : read_bare(text, ip, port);
	if (!found)
		*port = 0;
	return found;
}
