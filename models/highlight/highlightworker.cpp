// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/highlightworker.h"

#include <algorithm>

namespace docket::highlight {

namespace {
constexpr size_t KeptWalks = 24;
/** Blocks that may be walked before the reader gets a guess first: about 50 ms of work. */
constexpr int FarAway = 60;
} // namespace

HighlightWorker::~HighlightWorker() = default;

void HighlightWorker::prepare()
{
    if (m_engine)
        return;
    m_engine = std::make_unique<Engine>();
    Q_EMIT prepared(m_engine->styleTables());
}

HighlightWorker::Known &HighlightWorker::known(const Want &want)
{
    const auto found = std::ranges::find(m_known, want.key, &Known::key);
    if (found != m_known.end()) {
        m_known.splice(m_known.begin(), m_known, found);
    } else {
        m_known.push_front({want.key, std::make_unique<TextWalk>(*m_engine, want.fileName, want.text)});
        if (m_known.size() > KeptWalks)
            m_known.pop_back();
    }
    return m_known.front();
}

void HighlightWorker::run(const QList<Want> &wants, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return;
    prepare();
    for (int round = 0; round < 2; ++round) { // guesses for all that is far away first, then everything as it is
        for (const Want &want : wants) {
            TextWalk &walk = *known(want).walk;
            if (!walk.isUseful())
                continue;
            const int last = std::min(want.lastLine / LinesPerBlock, walk.blockCount() - 1);
            for (int block = std::max(0, want.firstLine / LinesPerBlock); block <= last; ++block) {
                if (cancel.isCancelled())
                    return;
                if (round == 0 && walk.distance(block) <= FarAway)
                    continue;
                const SpanBlockPtr made = round == 0 ? walk.provisionalBlock(block) : walk.block(block, cancel);
                if (made)
                    Q_EMIT this->made(want.key, made);
            }
        }
    }
}

} // namespace docket::highlight
