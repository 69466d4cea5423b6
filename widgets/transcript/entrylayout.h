// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/transcriptentry.h"
#include "widgets/common/theme.h"

#include <QFont>
#include <QPalette>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace docket {

/** What painting one entry needs besides the entry. */
struct EntryStyle
{
    QFont font;
    QFont mono;
    QPalette palette;
    int width = 0; ///< of the viewport, logical pixels
};

/**
 * One entry laid out for a width: an optional card, a mark with its title line, and blocks of text below. Very long
 * texts are
 * cut for display with a note, so that one entry never costs more than a few milliseconds. GUI thread.
 */
class EntryLayout
{
public:
    EntryLayout(const TranscriptEntry &entry, bool foldable, bool folded, const EntryStyle &style);

    int height() const { return m_height; }
    /** Paints with the entry's top left corner at `origin`. */
    void paint(QPainter &painter, const QPointF &origin, const EntryStyle &style, bool selected, bool focused,
               const QString &search) const;
    /** A guess without laying out, for entries that were never seen. */
    static int estimate(const TranscriptEntry &entry, bool folded, const EntryStyle &style);

private:
    struct Block
    {
        std::unique_ptr<QTextLayout> layout;
        QRectF rect;
        bool code = false;
        bool quiet = false;
        QString glyph;
    };

    void addBlock(const QString &text, bool code, bool quiet, const EntryStyle &style, const QString &glyph = {});
    void addPlan(const TranscriptEntry &entry, const EntryStyle &style);

    TranscriptEntry::Kind m_kind;
    QString m_title;
    QString m_status;
    Tone m_statusTone;
    QString m_mark; ///< icon name
    std::vector<Block> m_blocks;
    bool m_card = false;
    bool m_foldable = false;
    bool m_folded = false;
    int m_left = 0;
    int m_headHeight = 0;
    int m_height = 0;
};

} // namespace docket
