// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/entrylayout.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

using Kind = TranscriptEntry::Kind;

constexpr int sideMargin = 16;      ///< left and right of everything
constexpr int textIndent = 28;    ///< text begins here, right of the mark
constexpr int boxPad = 10;       ///< inside cards and code
constexpr int blockGap = 7;        ///< between blocks
constexpr int spaceAbove = 6, spaceBelow = 6;
constexpr int widestText = 860;   ///< longer lines are hard to read
constexpr qsizetype mostShown = 12'000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(docket::EntryLayout)
};

QString markOf(Kind kind)
{
    switch (kind) {
    case Kind::Prompt: return u"user"_s;
    case Kind::Message: return u"docket"_s;
    case Kind::Thought: return u"thought"_s;
    case Kind::Plan: return u"list-check"_s;
    case Kind::ToolCall: return u"tool"_s;
    case Kind::Permission: return u"question"_s;
    case Kind::Notice: return u"info"_s;
    case Kind::Error: return u"warning"_s;
    case Kind::End: return u"check"_s;
    }
    return {};
}

QString titleOf(const TranscriptEntry &entry)
{
    if (!entry.title.isEmpty())
        return entry.title;
    switch (entry.kind) {
    case Kind::Prompt: return Text::tr("Prompt of round %1").arg(entry.round);
    case Kind::Thought: return Text::tr("Thought");
    case Kind::Plan: return Text::tr("Plan");
    case Kind::ToolCall: return Text::tr("Tool call");
    case Kind::Permission: return Text::tr("Permission");
    default: return {};
    }
}

Tone statusTone(const TranscriptEntry &entry)
{
    if (entry.kind == Kind::Error || entry.status == u"failed"_s)
        return Tone::Danger;
    if (entry.kind == Kind::Permission)
        return entry.status.isEmpty() ? Tone::Warning : Tone::Neutral;
    if (entry.status == u"completed"_s)
        return Tone::Success;
    if (entry.status == u"in_progress"_s)
        return Tone::Accent;
    return Tone::Neutral;
}

QString statusText(const TranscriptEntry &entry)
{
    if (entry.status == u"pending"_s)
        return Text::tr("waits");
    if (entry.status == u"in_progress"_s)
        return Text::tr("runs");
    if (entry.status == u"completed"_s)
        return Text::tr("done");
    if (entry.status == u"failed"_s)
        return Text::tr("failed");
    if (entry.kind == Kind::Permission && entry.status.isEmpty())
        return Text::tr("waits for your answer");
    return entry.status;
}

int textWidth(const EntryStyle &style, bool card)
{
    return std::min(std::max(style.width - 2 * sideMargin - textIndent - (card ? boxPad : 0), 80), widestText);
}

} // namespace

EntryLayout::EntryLayout(const TranscriptEntry &entry, bool foldable, bool folded, const EntryStyle &style)
    : m_kind(entry.kind), m_title(titleOf(entry)), m_status(statusText(entry)), m_statusTone(statusTone(entry)),
        m_mark(markOf(entry.kind)),
      m_card(entry.kind == Kind::ToolCall || entry.kind == Kind::Permission || entry.kind == Kind::Prompt
             || entry.kind == Kind::Plan
             || entry.kind == Kind::Error),
      m_foldable(foldable), m_folded(folded), m_left(sideMargin + textIndent)
{
    const int line = QFontMetrics(style.font).height();
    m_headHeight = m_title.isEmpty() ? 0 : line + 2;
    m_height = spaceAbove + (m_card ? 7 : 0) + m_headHeight;
    if (entry.kind == Kind::Plan)
        addPlan(entry, style);
    if (!folded) {
        if (!entry.paths.isEmpty())
            addBlock(entry.paths.join(u'\n'), false, true, style);
        QString shown = entry.text.left(mostShown);
        const bool output = entry.kind == Kind::ToolCall || entry.kind == Kind::Permission;
        if (output && !shown.contains(u"```"_s)) {
            if (!shown.isEmpty())
                addBlock(shown, true, false, style);
        } else {
            for (const TextBlock &block : textBlocks(shown))
                addBlock(block.text, block.code, entry.kind == Kind::Thought || entry.kind == Kind::Notice, style);
        }
        if (entry.text.size() > mostShown)
            addBlock(Text::tr("%n further characters are in the transcript file; copying takes them all.", nullptr,
                              int(entry.text.size() - mostShown)), false, true, style);
    }
    m_height += (m_card ? 7 : 0) + spaceBelow;
    if (m_blocks.empty() && m_title.isEmpty())
        m_height = 0;
}

void EntryLayout::addBlock(const QString &text, bool code, bool quiet, const EntryStyle &style, const QString &glyph)
{
    const bool first = m_blocks.empty() && m_headHeight == 0;
    const int inset = code ? boxPad : glyph.isEmpty() ? 0 : 22;
    QString lines = text;
    while (lines.endsWith(u'\n'))
        lines.chop(1);
    while (!code && lines.startsWith(u'\n'))
        lines.remove(0, 1);
    if (lines.isEmpty())
        return;
    lines.replace(u'\n', QChar::LineSeparator);
    auto layout = std::make_unique<QTextLayout>(lines, code ? style.mono : style.font);
    layout->setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTabStopDistance(QFontMetricsF(style.mono).horizontalAdvance(u' ') * 4);
    layout->setTextOption(option);
    const int width = textWidth(style, m_card) - 2 * inset;
    qreal y = 0;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height() + (code ? 0 : 2);
    }
    layout->endLayout();
    const int top = m_height + (first ? 0 : glyph.isEmpty() ? blockGap : 4) + (code ? boxPad - 3 : 0);
    m_blocks.push_back({std::move(layout), QRectF(m_left + inset, top, width, y), code, quiet, glyph});
    m_height = top + int(std::ceil(y)) + (code ? boxPad - 3 : 0);
}

void EntryLayout::addPlan(const TranscriptEntry &entry, const EntryStyle &style)
{
    for (const TranscriptEntry::PlanStep &step : entry.plan) {
        const bool done = step.status == u"completed"_s;
        addBlock(step.text, false, done, style, done ? u"check"_s : step.status == u"in_progress"_s ? u"activity"_s
                 : u"clock"_s);
    }
}

int EntryLayout::estimate(const TranscriptEntry &entry, bool folded, const EntryStyle &style)
{
    const QFontMetrics metrics(style.font);
    int lines = titleOf(entry).isEmpty() ? 0 : 1;
    if (!folded) {
        const int perLine = std::max(10, textWidth(style, false) / std::max(1, metrics.averageCharWidth()));
        const qsizetype shown = std::min(entry.text.size(), mostShown);
        lines += int(shown / perLine) + int(QStringView(entry.text).left(shown).count(u'\n')) + 1;
    }
    lines += int(entry.plan.size());
    return lines * (metrics.height() + 2) + spaceAbove + spaceBelow + 14;
}

void EntryLayout::paint(QPainter &painter, const QPointF &origin, const EntryStyle &style, bool selected, bool focused,
                        const QString &search) const
{
    if (m_height == 0)
        return;
    painter.save();
    painter.translate(origin);
    const QPalette &palette = style.palette;
    const qreal right = m_left + textWidth(style, m_card) + (m_card ? boxPad : 0);
    const QRectF box(sideMargin - 6, spaceAbove - 2, right - sideMargin + 10, m_height - spaceAbove - spaceBelow + 4);
    if (m_card || selected) {
        painter.setPen(focused ? QPen(toneColor(Tone::Accent, palette), 1) : m_card ? QPen(hairline(palette), 1)
                       : QPen(Qt::NoPen));
        painter.setBrush(selected                    ? toneGround(Tone::Accent, palette)
                             : m_kind == Kind::Error ? toneGround(Tone::Danger, palette)
                             : m_kind == Kind::Permission && !m_status.isEmpty()
                             ? toneGround(Tone::Neutral, palette)
                             : palette.color(QPalette::AlternateBase));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    }
    const qreal top = spaceAbove + (m_card ? 7 : 0);
    const QFontMetrics metrics(style.font);
    const Tone tone = m_kind == Kind::Error ? Tone::Danger : m_kind == Kind::Permission ? Tone::Warning
        : m_kind == Kind::Message || m_kind == Kind::Plan || m_kind == Kind::End ? Tone::Accent : Tone::Neutral;
    paintIcon(painter, m_mark,
              QRectF(sideMargin + 2, top + (metrics.height() - 16) / 2.0 + (m_headHeight ? 0 : 1), 16, 16),
              toneColor(tone, palette));

    if (m_headHeight > 0) {
        QFont bold = style.font;
        bold.setWeight(m_kind == Kind::Thought ? QFont::Normal : QFont::Medium);
        painter.setFont(bold);
        qreal end = right - 4;
        if (m_foldable) {
            paintIcon(painter, m_folded ? u"chevron-right"_s : u"chevron-down"_s,
                      QRectF(end - 12, top + (metrics.height() - 11) / 2.0, 11, 11), quietText(palette));
            end -= 20;
        }
        if (!m_status.isEmpty()) {
            const int width = metrics.horizontalAdvance(m_status);
            painter.setPen(toneColor(m_statusTone, palette));
            painter.drawText(QRectF(end - width, top, width + 2, m_headHeight), Qt::AlignVCenter | Qt::AlignLeft,
                             m_status);
            end -= width + 12;
        }
        painter.setPen(m_kind == Kind::Thought ? quietText(palette) : palette.color(QPalette::Active, QPalette::Text));
        painter.drawText(QRectF(m_left, top, end - m_left, m_headHeight),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         metrics.elidedText(m_title, Qt::ElideRight, int(end - m_left)));
    }
    for (const Block &block : m_blocks) {
        if (block.code) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_card ? palette.color(QPalette::Base) : toneGround(Tone::Neutral, palette));
            painter.drawRoundedRect(block.rect.adjusted(-boxPad, -(boxPad - 3), boxPad, boxPad - 3), 5, 5);
        }
        if (!block.glyph.isEmpty()) {
            const Tone glyphTone = block.glyph == u"check"_s ? Tone::Success : block.glyph == u"activity"_s
                ? Tone::Accent : Tone::Neutral;
            paintIcon(painter, block.glyph, QRectF(block.rect.left() - 21, block.rect.top()
                                                   + (metrics.height() - 13) / 2.0, 13, 13),
                                                       toneColor(glyphTone, palette));
        }
        QList<QTextLayout::FormatRange> marks;
        if (!search.isEmpty()) {
            QTextCharFormat found;
            found.setBackground(toneGround(Tone::Warning, palette));
            found.setForeground(toneColor(Tone::Warning, palette));
            const QString text = block.layout->text();
            for (qsizetype at = text.indexOf(search, 0, Qt::CaseInsensitive); at >= 0; at = text.indexOf(search,
                at + search.size(), Qt::CaseInsensitive))
                marks << QTextLayout::FormatRange{int(at), int(search.size()), found};
        }
        painter.setPen(block.quiet ? quietText(palette) : palette.color(QPalette::Active, QPalette::Text));
        block.layout->draw(&painter, block.rect.topLeft(), marks);
    }
    painter.restore();
}

} // namespace docket
