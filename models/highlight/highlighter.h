// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "highlight/spans.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QThread>

#include <list>

namespace docket::highlight {

/** Lines of a text that somebody looks at. */
struct Want
{
    QByteArray key;   ///< names text and language for good, e.g. blob id and suffix
    QString fileName; ///< decides the language
    QByteArray text;  ///< UTF-8; shared, not copied
    int firstLine = 0;
    int lastLine = 0; ///< included
};

class HighlightWorker;

/**
 * Colours for the texts that are on screen. GUI thread; the work is done by a thread of its own, and only values come
 * back. What came is kept up to `cacheBytes`, least recently used last.
 */
class Highlighter : public QObject
{
    Q_OBJECT

public:
    explicit Highlighter(QObject *parent = nullptr, qint64 cacheBytes = qint64(16) << 20);
    /** Waits for the line in work to end. */
    ~Highlighter() override;

    /**
     * Reads the languages and themes, which takes a while: before the first text comes, but not while a window is being
     * made that may never show one. The first want() does it otherwise.
     */
    void warmUp();
    /** Replaces what was wanted before; what is already here or in work is not made again. Order is priority. */
    void want(const QList<Want> &wants);
    /** Null if it has not come. */
    SpanBlockPtr block(const QByteArray &key, int line) const;
    /** Colours of the themes; all 0 until stylesReady(). */
    const StyleTables &styles() const { return m_styles; }
    qint64 memory() const { return m_bytes; }

Q_SIGNALS:
    void stylesReady();
    /** These lines have other colours than before. */
    void blockReady(const QByteArray &key, int firstLine, int lineCount);

private:
    struct BlockKey
    {
        QByteArray key;
        int block = 0;
        bool operator==(const BlockKey &) const = default;
        friend size_t qHash(const BlockKey &k, size_t seed = 0) { return qHashMulti(seed, k.key, k.block); }
    };
    struct Entry
    {
        SpanBlockPtr block;
        std::list<BlockKey>::iterator place;
    };

    void receive(const QByteArray &key, const SpanBlockPtr &block);

    QThread m_thread;
    HighlightWorker *m_worker = nullptr; // lives in and dies with m_thread
    CancelToken m_cancel;
    StyleTables m_styles;
    mutable std::list<BlockKey> m_recent; // newest first
    QHash<BlockKey, Entry> m_blocks;
    qint64 m_bytes = 0;
    const qint64 m_limit;
};

} // namespace docket::highlight
