/* Message-ID, recipients, names and sizes, compared as loosely as MTAs do. */
#include "flow/agree.h"

#include "base/ipaddr.h"

static MtSlice
host_name(MtSlice s)
{
	size_t at = mt_slice_find_char(s, '@');

	if (at != MT_SLICE_NOWHERE)
		s.n = at;
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

bool
mt_agree_host(MtSlice a, MtSlice b)
{
	size_t dot_a, dot_b;

	a = host_name(a);
	b = host_name(b);
	if (a.n == 0 || b.n == 0)
		return false;
	if (mt_slice_eq_i(a, b))
		return true;
	dot_a = mt_slice_find_char(a, '.');
	dot_b = mt_slice_find_char(b, '.');
	if ((dot_a == MT_SLICE_NOWHERE) == (dot_b == MT_SLICE_NOWHERE))
		return false;
	return mt_slice_eq_i(mt_slice_sub(a, 0, dot_a),
			     mt_slice_sub(b, 0, dot_b));
}

bool
mt_agree_recipient(const MtDelivery *by, const MtTransaction *to)
{
	for (const MtDelivery *d = to->deliveries; d != NULL; d = d->next)
		if (mt_slice_eq_i(d->recipient, by->recipient) ||
		    (d->orig_recipient.n > 0 &&
		     mt_slice_eq_i(d->orig_recipient, by->recipient)))
			return true;
	return false;
}

static bool
sizes(const MtTransaction *a, const MtTransaction *b)
{
	return (a->has & b->has & MT_HAS_SIZE) != 0;
}

/* Received fields, line ends of two bytes, the header of a filter. */
bool
mt_agree_size(const MtTransaction *from, const MtTransaction *to)
{
	return !sizes(from, to) || (to->size >= from->size / 10 * 9 - 1024 &&
				    to->size <= from->size / 5 * 6 + 8192);
}

bool
mt_agree_size_at_all(int64_t from, int64_t to)
{
	return to / 3 <= from + 16384 && from / 3 <= to + 16384;
}

static bool
is_outside(const MtIp *ip)
{
	switch (mt_ip_kind(ip)) {
	case MT_IP_UNSPECIFIED:
	case MT_IP_LOOPBACK:
	case MT_IP_PRIVATE:
	case MT_IP_SHARED:
	case MT_IP_LINK_LOCAL:
		return false;
	default:
		return true;
	}
}

bool
mt_agree_same_client(const MtTransaction *a, const MtTransaction *b)
{
	MtIp x, y;

	return a->client_ip.n > 0 && mt_ip_parse(a->client_ip, &x) &&
	       mt_ip_parse(b->client_ip, &y) && mt_ip_eq(&x, &y) &&
	       is_outside(&x);
}

int
mt_agree(const MtTransaction *from, const MtDelivery *by,
	 const MtTransaction *to)
{
	int points = 0;

	if (sizes(from, to) && !mt_agree_size_at_all(from->size, to->size))
		return -1;
	if (from->message_id.n > 0 && to->message_id.n > 0) {
		if (!mt_slice_eq(from->message_id, to->message_id))
			return -1;
		points += MT_AGREE_MESSAGE_ID;
	}
	if (mt_agree_recipient(by, to))
		points += MT_AGREE_RECIPIENT;
	if (mt_agree_host(by->relay, to->host))
		points += MT_AGREE_HOST;
	if (mt_agree_host(to->client, from->host))
		points++;
	if (from->sender.p != NULL && to->sender.p != NULL &&
	    mt_slice_eq_i(from->sender, to->sender))
		points++;
	return points;
}
