/*
 * Country and network of an address, from MaxMind DB files (.mmdb): GeoLite2
 * and GeoIP2 City, Country, ASN and Enterprise, DB-IP, IPinfo, and others with
 * the same members.
 */
#ifndef MT_GEO_GEO_H
#define MT_GEO_GEO_H

#include <glib.h>

#include "base/ipaddr.h"
#include "base/slice.h"

typedef struct MtGeoFiles MtGeoFiles;

/* The slices lie in the file and live as long as the MtGeoFiles. */
typedef struct {
	MtSlice country; /* ISO 3166-1 code of two letters; p NULL: not known */
	uint32_t asn;    /* number of the autonomous system; 0: not known */
	MtSlice as_org;  /* UTF-8, as the file has it; p NULL: not known */
} MtGeo;

/*
 * Open the files of a list that ends with NULL. Where several know a member,
 * the first one that has the address is asked. MT_ERROR_IO for a file that
 * cannot be read, MT_ERROR_CONFIG for one that is no such database.
 */
MtGeoFiles *mt_geo_open(const char *const *paths, GError **error);
void mt_geo_files_free(MtGeoFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtGeoFiles, mt_geo_files_free)

/*
 * What the files know of an address; nothing, for most special ones. Returns
 * false with MT_ERROR_CONFIG when a file turns out to be damaged; `geo` then
 * has what the others know. May be called from several threads.
 */
bool mt_geo_look_up(const MtGeoFiles *files, const MtIp *ip, MtGeo *geo,
		    GError **error);

#endif
