/* Owners for GMime's objects, which declares none; the one way to include it. */
#ifndef MT_MIME_AUTO_H
#define MT_MIME_AUTO_H

#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParserOptions, g_mime_parser_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)

#endif
