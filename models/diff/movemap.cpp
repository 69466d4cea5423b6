// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/moves.h"

#include <algorithm>
#include <tuple>

namespace docket::diff {

MoveMap::MoveMap(std::vector<MovedBlock> blocks, MoveSearch search)
    : m_blocks(std::move(blocks))
    , m_search(search)
{
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        const MovedBlock &block = m_blocks[i];
        if (!block.copy)
            m_from.push_back({block.fromFile, block.fromLine, block.fromCount, qint32(i)});
        if (!block.merged)
            m_to.push_back({block.toFile, block.toLine, block.toCount, qint32(i)});
    }
    const auto earlier = [](const Range &a, const Range &b) {
        return std::tie(a.file, a.first) < std::tie(b.file, b.first);
    };
    std::sort(m_from.begin(), m_from.end(), earlier);
    std::sort(m_to.begin(), m_to.end(), earlier);
}

int MoveMap::blockAt(int file, Side side, int line) const
{
    const std::vector<Range> &all = ranges(side);
    auto found =
        std::upper_bound(all.begin(), all.end(), std::pair(file, line),
                         [](const auto &key, const Range &range) { return key < std::pair(range.file, range.first); });
    if (found == all.begin())
        return -1;
    --found;
    return found->file == file && line < found->first + found->count ? found->block : -1;
}

bool MoveMap::touches(int file) const
{
    const auto inFile = [file](const Range &range) { return range.file == file; };
    return std::any_of(m_from.begin(), m_from.end(), inFile) || std::any_of(m_to.begin(), m_to.end(), inFile);
}

} // namespace docket::diff
