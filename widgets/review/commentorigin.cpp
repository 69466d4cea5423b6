// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/commentbox.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::PortFate;

namespace {
constexpr int MaxOldLines = 6;
}

/** Lines that were found again and read as they did have not changed, wherever they are now. */
bool CommentBox::isChanged() const
{
    return m_origin.fate == PortFate::Found && m_origin.anchor.snippet != first().anchor.snippet;
}

QString CommentBox::placeText() const
{
    const review::CommentAnchor &shown = first().anchor;
    const review::CommentAnchor &old = m_origin.anchor;
    const QString path = shownText(QString::fromUtf8(old.path));
    const QString round = m_origin.round > 0 ? tr("round %1").arg(m_origin.round) : tr("an earlier round");
    switch (m_origin.fate) {
    case PortFate::FileGone: return tr("Outdated: %1 is gone since %2.").arg(path, round);
    case PortFate::Lost:
        if (shown.firstLine >= 0)
            return tr("Outdated: written about these lines of %1, which are gone.").arg(round);
        return m_origin.isElsewhere ? tr("Outdated: the lines of %1 in %2 are gone. They were:").arg(path, round)
                                    : tr("Outdated: the lines of %1 are gone. They were:").arg(round);
    case PortFate::Moved:
        return tr("Written about %1, line %2, in %3; the lines moved here.")
            .arg(path)
            .arg(old.firstLine + 1)
            .arg(round);
    case PortFate::Found:
        if (!m_origin.isElsewhere && isChanged())
            return tr("The lines have changed since %1. They were:").arg(round);
        break;
    case PortFate::Same:
    case PortFate::Shifted: break;
    }
    if (m_origin.isElsewhere)
        return shown.firstLine < 0
            ? tr("On %1, which is not among the files shown").arg(path)
            : tr("On line %1 of %2, which is not among the files shown:").arg(shown.firstLine + 1).arg(path);
    if (shown.firstLine >= 0 && shown.lastLine > shown.firstLine)
        return tr("Lines %1 to %2").arg(shown.firstLine + 1).arg(shown.lastLine + 1);
    return {};
}

QStringList CommentBox::oldLines() const
{
    const bool isGone =
        m_origin.fate == PortFate::FileGone || (m_origin.fate == PortFate::Lost && first().anchor.firstLine < 0);
    if (m_origin.anchor.snippet.isEmpty() || !(isGone || m_origin.isElsewhere || isChanged()))
        return {};
    QStringList lines;
    if (isGone && !m_origin.anchor.before.isEmpty())
        lines += m_origin.anchor.before.section(u'\n', -1);
    const QStringList snippet = m_origin.anchor.snippet.split(u'\n');
    lines += snippet.mid(0, MaxOldLines);
    if (snippet.size() > MaxOldLines)
        lines += u"\u2026"_s;
    else if (isGone && !m_origin.anchor.after.isEmpty())
        lines += m_origin.anchor.after.section(u'\n', 0, 0);
    for (QString &line : lines)
        line = shownText(line.left(400).replace(u'\t', u"    "_s));
    return lines;
}

qreal CommentBox::layOutOrigin(qreal x, qreal y, qreal width)
{
    m_placeRect = m_codeRect = {};
    m_code = oldLines();
    if (placeText().isEmpty())
        return y;
    const QFontMetricsF small(m_smallFont);
    m_placeRect = QRectF(x, y, width, small.height() * 1.3);
    y = m_placeRect.bottom();
    if (m_code.isEmpty())
        return y;
    const qreal line = QFontMetricsF(QFontDatabase::systemFont(QFontDatabase::FixedFont)).height();
    m_codeRect = QRectF(x, y + 2, width, line * qreal(m_code.size()) + 8);
    return m_codeRect.bottom() + 4;
}

void CommentBox::paintOrigin(QPainter &painter, const ThemeColors &theme) const
{
    if (isResolved() || m_placeRect.isNull())
        return;
    const bool isOutdated = m_origin.fate == PortFate::Lost || m_origin.fate == PortFate::FileGone;
    painter.setFont(m_smallFont);
    painter.setPen(isOutdated ? theme.toneText(Tone::Warning) : theme.dimText);
    painter.drawText(m_placeRect, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(m_smallFont).elidedText(placeText(), Qt::ElideMiddle, m_placeRect.width()));
    if (m_codeRect.isNull())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(m_codeRect, 4, 4);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFontMetricsF metrics(fixed);
    painter.setFont(fixed);
    painter.setPen(theme.text);
    qreal y = m_codeRect.top() + 4;
    for (const QString &line : m_code) {
        painter.drawText(QRectF(m_codeRect.left() + 8, y, m_codeRect.width() - 16, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(line, Qt::ElideRight, m_codeRect.width() - 16));
        y += metrics.height();
    }
}

} // namespace docket
