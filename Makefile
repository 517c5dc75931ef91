# make [all|demo|check|asan|valgrind|fuzz|lint|fmt|bench|install|uninstall|
#       golden-update|deps|clean]
# V=1 shows the commands; B=DIR builds elsewhere than in build/.
CC ?= cc
PREFIX ?= /usr/local
B ?= build
VERSION := 0.1
PKGS := glib-2.0 gmime-3.0 zlib liburing libmaxminddb jansson libarchive libpsl \
	libidn2

# Asked once and only when used: a bare machine gets pkg-config from `deps`,
# in a make that began without it.
once = $(eval $(1) := $$(shell $(2)))$($(1))
PKG_CFLAGS = $(call once,PKG_CFLAGS,pkg-config --cflags $(PKGS))
# Not linked, but loaded when they are needed: lib/base/library.h
LAZY := gmime-3.0 libarchive liburing libpsl libidn2
PKG_LIBS = $(call once,PKG_LIBS,pkg-config --libs $(filter-out $(LAZY),$(PKGS)))

# GCC for x86 makes `rep stos` of what clears a struct, which takes longer to begin
# than a call of memset(3). Others do not know the option.
STRINGS = $(call once,STRINGS,$(CC) $(LIBCALL) -E -x c /dev/null >/dev/null 2>&1 \
	&& echo $(LIBCALL))
LIBCALL := -mstringop-strategy=libcall

CFLAGS ?= -O2 -g
HARDEN ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong
override CFLAGS += -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wvla -Wformat=2 -Wundef \
	-fno-common -pthread $(STRINGS) $(if $(CI),-Werror) $(SAN)
override CPPFLAGS += -Ilib -D_POSIX_C_SOURCE=200809L -DMT_VERSION='"$(VERSION)"' \
	-DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 \
	-DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74 \
	$(if $(SAN),,$(HARDEN)) $(PKG_CFLAGS)
LDLIBS = $(PKG_LIBS) -lm

LIB := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard lib/*/*.c lib/*/*/*.c)))
PROGRAMS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
TOOLS := $(addprefix $(B)/bin/,$(PROGRAMS))
Q := $(if $(V),,@)

all: $(TOOLS)

# One dialect, or one reader of logs, is one file: the tables of them are made
# from the folders, since the linker drops objects of a static library that
# nothing names. $(call table,NAME,HEADER,TYPE,FOLDER) is NAMEs.c with mt_NAMEs.
parts = $(sort $(basename $(notdir $(wildcard $1/*.c))))
define table
$(B)/gen/$1s.c: FORCE
	@mkdir -p $$(@D)
	$$(Q){ echo '#include "$2"'; \
	  printf 'extern const $3 mt_$1_%s;\n' $$(call parts,$4); \
	  echo 'const $3 *const mt_$1s[] = {'; \
	  printf '\t&mt_$1_%s,\n' $$(call parts,$4); \
	  printf '\t0,\n};\n'; } >$$@.new; \
	if cmp -s $$@.new $$@; then rm $$@.new; else mv $$@.new $$@; fi
LIB += $(B)/gen/$1s.o
endef
$(eval $(call table,dialect,received/dialect.h,MtDialect,lib/received/dialects))
$(eval $(call table,reader,mtalog/reader.h,MtReader,lib/mtalog/readers))
$(eval $(call table,idscheme,idtime/idtime.h,MtIdScheme,lib/idtime/schemes))
$(eval $(call table,ruleset,forge/rule.h,MtRuleSet,lib/forge/rules))
$(B)/gen/%.o: $(B)/gen/%.c
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/libmailtrace.a: $(LIB)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/bin/%: $(B)/cmd/%.o $(B)/libmailtrace.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

include tests/tests.mk

# What a make of its own is begun for, once the packages are there. It uses all
# cores, unless the caller's -j says otherwise.
JOBS = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc || echo 2))
AGAIN = $(Q)+$(MAKE) --no-print-directory $(JOBS)

deps:
	@sh tests/tools/deps.sh

demo:
	@sh tests/tools/deps.sh build
	$(AGAIN) all
	@BIN=$(abspath $(B))/bin sh tests/demo.sh

MAN := $(wildcard man/*.[157])
bindir ?= $(PREFIX)/bin
mandir ?= $(PREFIX)/share/man
install: all
	$(Q)install -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1 \
		$(DESTDIR)$(mandir)/man5 $(DESTDIR)$(mandir)/man7
	$(Q)$(if $(TOOLS),install -m 755 $(TOOLS) $(DESTDIR)$(bindir))
	$(Q)for m in $(MAN); do install -m 644 $$m \
		$(DESTDIR)$(mandir)/man$${m##*.} || exit 1; done

uninstall:
	$(Q)rm -f $(addprefix $(DESTDIR)$(bindir)/,$(PROGRAMS)) \
		$(foreach m,$(MAN),$(DESTDIR)$(mandir)/man$(subst .,,$(suffix $m))/$(notdir $m))

FMT := $(wildcard cmd/*.[ch] lib/*/*.[ch] lib/*/*/*.[ch] tests/*/*.[ch])
fmt:
	$(Q)clang-format --style=file:tests/lint/clang-format -i $(FMT)

clean:
	rm -rf build build-*
.PHONY: all deps demo install uninstall fmt clean FORCE
.SECONDARY:
-include $(shell find $(B) -path $(B)/mta -prune -o -type f -name '*.d' -print 2>/dev/null)
