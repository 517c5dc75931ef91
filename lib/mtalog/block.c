/* The memory of a block. */
#include "mtalog/block.h"

MtLogBlock *
mt_log_block_new(void)
{
	MtLogBlock *block = g_new0(MtLogBlock, 1);

	block->arena = mt_arena_new();
	mt_tally_init(&block->tally);
	return block;
}

void
mt_log_block_free(MtLogBlock *block)
{
	if (block == NULL)
		return;
	mt_line_block_clear(&block->lines);
	mt_log_reading_release(block->reading);
	g_clear_error(&block->error);
	mt_arena_free(block->arena);
	mt_tally_clear(&block->tally);
	mt_buf_clear(&block->unparsed);
	g_free(block->years);
	g_free(block->before);
	g_free(block->items);
	g_free(block);
}
