// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/highlighter.h"

#include "highlight/highlightworker.h"

#include <algorithm>

namespace docket::highlight {

Highlighter::Highlighter(QObject *parent, qint64 cacheBytes) : QObject(parent), m_limit(cacheBytes)
{
    m_worker = new HighlightWorker;
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &HighlightWorker::prepared, this, [this](const StyleTables &styles) {
        m_styles = styles;
        Q_EMIT stylesReady();
    });
    connect(m_worker, &HighlightWorker::made, this, &Highlighter::receive);
    m_thread.setObjectName(QStringLiteral("highlight"));
}

void Highlighter::warmUp()
{
    if (m_thread.isRunning())
        return;
    m_thread.start(QThread::LowPriority);
    QMetaObject::invokeMethod(m_worker, &HighlightWorker::prepare);
}

Highlighter::~Highlighter()
{
    m_cancel.cancel();
    if (!m_thread.isRunning()) {
        delete m_worker;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void Highlighter::want(const QList<Want> &wants)
{
    QList<Want> missing;
    for (const Want &want : wants) {
        Want open = want;
        const auto isHere = [&](int line) {
            const auto found = m_blocks.constFind({want.key, line / LinesPerBlock});
            return found != m_blocks.cend() && !found->block->provisional;
        };
        while (open.firstLine <= open.lastLine && isHere(open.firstLine))
            open.firstLine = (open.firstLine / LinesPerBlock + 1) * LinesPerBlock;
        while (open.firstLine <= open.lastLine && isHere(open.lastLine))
            open.lastLine = open.lastLine / LinesPerBlock * LinesPerBlock - 1;
        if (open.firstLine <= open.lastLine)
            missing.append(open);
    }
    m_cancel.cancel();
    m_cancel = {};
    if (missing.isEmpty())
        return;
    warmUp();
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, missing, cancel = m_cancel] { worker->run(missing, cancel); });
}

SpanBlockPtr Highlighter::block(const QByteArray &key, int line) const
{
    const auto found = m_blocks.constFind({key, line / LinesPerBlock});
    if (found == m_blocks.cend())
        return {};
    m_recent.splice(m_recent.begin(), m_recent, found->place);
    return found->block;
}

void Highlighter::receive(const QByteArray &key, const SpanBlockPtr &block)
{
    const BlockKey name{key, block->firstLine / LinesPerBlock};
    const SpanBlockPtr before = this->block(key, block->firstLine);
    auto found = m_blocks.find(name);
    if (found == m_blocks.end()) {
        m_recent.push_front(name);
        found = m_blocks.insert(name, {nullptr, m_recent.begin()});
    } else {
        m_bytes -= found->block->memory();
    }
    found->block = block;
    m_bytes += block->memory();
    while (m_bytes > m_limit && m_recent.size() > 1) {
        const auto oldest = m_blocks.constFind(m_recent.back());
        m_bytes -= oldest->block->memory();
        m_blocks.erase(oldest);
        m_recent.pop_back();
    }
    const auto isOther = [&](int line) {
        return !std::ranges::equal(block->line(line), before ? before->line(line) : std::span<const StyleSpan>());
    };
    int first = block->firstLine;
    int end = block->firstLine + LinesPerBlock;
    while (first < end && !isOther(first))
        ++first;
    while (first < end && !isOther(end - 1))
        --end;
    if (first < end) // a guess that was right, and text without colours, are painted already
        Q_EMIT blockReady(key, first, end - first);
}

} // namespace docket::highlight
