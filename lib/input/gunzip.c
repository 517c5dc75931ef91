/* zlib, fed from the front; zeros behind the last member are padding. */
#include "input/gunzip.h"

#include <zlib.h>

#include "base/error.h"

enum { GZIP_ONLY = 16 + MAX_WBITS };

struct MtGunzip {
	z_stream z;
	MtArchiveFeed *feed;
	void *data;
	char *head;
	bool between; /* no member is begun */
	bool first;   /* none was before */
	const char *damage;
};

bool
mt_gunzip_is(MtSlice head)
{
	return mt_slice_starts(head, MT_SLICE("\x1f\x8b\x08"));
}

MtGunzip *
mt_gunzip_new(MtSlice head, MtArchiveFeed *feed, void *data)
{
	MtGunzip *g = g_new0(MtGunzip, 1);

	g->feed = feed;
	g->data = data;
	g->head = g_memdup2(head.p, head.n);
	g->between = g->first = true;
	g->z.next_in = (Bytef *)g->head;
	g->z.avail_in = (uInt)head.n;
	if (inflateInit2(&g->z, GZIP_ONLY) != Z_OK)
		g_error("zlib has no memory");
	return g;
}

void
mt_gunzip_free(MtGunzip *g)
{
	if (g == NULL)
		return;
	inflateEnd(&g->z);
	g_free(g->head);
	g_free(g);
}

/* False at the end of the packed bytes, and with `damage` or an error of the
 * feed. */
static bool
refill(MtGunzip *g, bool *failed)
{
	const void *bytes;
	ssize_t n;

	if (g->z.avail_in > 0)
		return true;
	n = g->feed(g->data, &bytes);
	*failed = n < 0;
	if (n <= 0) {
		if (n == 0 && !g->between)
			g->damage = "truncated gzip input";
		return false;
	}
	g->z.next_in = (Bytef *)bytes;
	g->z.avail_in = (uInt)n;
	return true;
}

static void
skip_padding(MtGunzip *g)
{
	while (g->between && g->z.avail_in > 0 && *g->z.next_in == 0) {
		g->z.next_in++;
		g->z.avail_in--;
	}
}

static void
inflate_some(MtGunzip *g)
{
	int status = inflate(&g->z, Z_NO_FLUSH);

	g->between = false;
	if (status == Z_STREAM_END) {
		inflateReset(&g->z);
		g->between = true;
		g->first = false;
	} else if (status != Z_OK && status != Z_BUF_ERROR) {
		g->damage = !g->first && g->z.total_out == 0
				    ? "other bytes behind the gzip input"
				    : "damaged gzip input";
	}
}

ssize_t
mt_gunzip_read(MtGunzip *g, void *to, size_t n, GError **error)
{
	bool failed = false;
	size_t got = 0;

	g->z.next_out = to;
	while (got == 0 && g->damage == NULL && refill(g, &failed)) {
		g->z.avail_out = (uInt)MIN(n, G_MAXINT);
		skip_padding(g);
		if (g->z.avail_in > 0)
			inflate_some(g);
		got = (size_t)((char *)g->z.next_out - (char *)to);
	}
	if (got > 0 || (g->damage == NULL && !failed))
		return (ssize_t)got;
	if (!failed)
		g_set_error(error, MT_ERROR, MT_ERROR_FORMAT,
			    "cannot be unpacked: %s", g->damage);
	return -1;
}
