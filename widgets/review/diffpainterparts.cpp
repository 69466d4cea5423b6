// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include "review/fileflags.h"
#include "widgets/review/rowtext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Row;
using diff::Side;

namespace {

void drawChevron(QPainter &painter, const QRectF &box, int direction, const QColor &color) // 0 right, 1 down, 2 up
{
    const QPointF middle = box.center();
    const qreal reach = std::min(box.width(), box.height()) * 0.16 + 1.5;
    QPolygonF line;
    if (direction == 0)
        line << middle + QPointF(-reach / 2, -reach) << middle + QPointF(reach / 2, 0)
             << middle + QPointF(-reach / 2, reach);
    else if (direction == 1)
        line << middle + QPointF(-reach, -reach / 2) << middle + QPointF(0, reach / 2)
             << middle + QPointF(reach, -reach / 2);
    else
        line << middle + QPointF(-reach, reach / 2) << middle + QPointF(0, -reach / 2)
             << middle + QPointF(reach, reach / 2);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

Tone statusTone(diff::FileStatus status)
{
    switch (status) {
    case diff::FileStatus::Added: return Tone::Success;
    case diff::FileStatus::Deleted: return Tone::Danger;
    case diff::FileStatus::Modified: return Tone::Accent;
    case diff::FileStatus::Renamed:
    case diff::FileStatus::Copied: return Tone::Violet;
    case diff::FileStatus::TypeChanged: return Tone::Warning;
    }
    return Tone::Neutral;
}

} // namespace

HeaderParts DiffPainter::headerParts(int file, const QRect &rect) const
{
    const QFontMetrics metrics(m_uiFont);
    const QFontMetrics small(m_uiSmall);
    HeaderParts parts;
    parts.chevron = QRect(rect.left() + 6, rect.top(), 24, rect.height());
    const int viewedWidth = small.horizontalAdvance(viewedText(file)) + 34;
    parts.viewed = QRect(rect.right() - viewedWidth - 6, rect.top() + 5, viewedWidth, rect.height() - 10);
    const int threads = m_scene.threadCount(file);
    const int commentWidth =
        small.horizontalAdvance(threads > 0 ? tr("%n comment(s)", nullptr, threads) : tr("Comment")) + 18;
    parts.comment = QRect(parts.viewed.left() - commentWidth - 6, rect.top() + 5, commentWidth, rect.height() - 10);
    int countsWidth = 0;
    if (const diff::FileDiffPtr &diff = m_scene.file(file);
        diff && !diff->isPart() && diff->entry().kind != diff::FileKind::Binary) {
        countsWidth =
            metrics.horizontalAdvance(u"+%L1 \u2212%L2"_s.arg(diff->addedLines()).arg(diff->removedLines())) + 16;
    }
    parts.counts = QRect(parts.comment.left() - countsWidth - 4, rect.top(), countsWidth, rect.height());
    parts.name = QRect(parts.chevron.right() + 2, rect.top(),
                       std::max(0, parts.counts.left() - parts.chevron.right() - 10), rect.height());
    return parts;
}

void DiffPainter::paintHeader(QPainter &painter, int file, const QRect &rect, const PaintState &state, bool floating)
{
    const diff::FileEntry &entry = m_scene.document().entry(file);
    const HeaderParts parts = headerParts(file, rect);
    const bool isCaret = state.caretRow == RowPlace{file, 0};
    painter.fillRect(rect, theme().panel);
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme().line);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                     floating ? mixed(theme().line, theme().text, 0.15) : theme().line);
    if (isCaret && state.focused)
        painter.fillRect(QRect(rect.left(), rect.top() + 1, 3, rect.height() - 2), theme().accent);
    drawChevron(painter, parts.chevron, m_scene.isCollapsed(file) ? 0 : 1, theme().dimText);

    const Tone tone = statusTone(entry.status);
    const QFontMetrics bold(m_uiBold);
    QRect chip(parts.name.left(), rect.center().y() - bold.height() / 2 - 1, bold.height() + 2, bold.height() + 2);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().toneBack(tone));
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(m_uiBold);
    painter.setPen(theme().toneText(tone));
    painter.drawText(chip, Qt::AlignCenter, QString(QLatin1Char(diff::statusLetter(entry.status))));

    QRect room = parts.name.adjusted(chip.width() + 10, 0, 0, 0);
    const QString path = RowText::path(entry.path());
    const qsizetype slash = path.lastIndexOf(u'/') + 1;
    const QString name = bold.elidedText(path.mid(slash), Qt::ElideMiddle, room.width());
    const QFontMetrics plain(m_uiFont);
    const QString folder =
        plain.elidedText(path.left(slash), Qt::ElideMiddle, std::max(0, room.width() - bold.horizontalAdvance(name)));
    const auto write = [&](const QString &text, const QFont &font, const QColor &color) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
        room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(text));
    };
    write(folder, m_uiFont, theme().dimText);
    write(name, m_uiBold, theme().text);
    if (entry.before.exists() && entry.after.exists() && entry.before.path != entry.after.path)
        write(plain.elidedText(u"   \u2190  "_s + RowText::path(entry.before.path), Qt::ElideMiddle,
                               std::max(0, room.width())),
              m_uiFont, theme().dimText);
    else if (entry.flags & diff::MarkedByBranch)
        write(u"   "_s + tr("says it is generated, only since this change"), m_uiSmall,
              theme().toneText(Tone::Warning));
    else if (review::startsCollapsed(entry.flags))
        write(u"   "_s + (entry.flags & diff::LockFile     ? tr("lock file")
                          : entry.flags & diff::VendoredFile  ? tr("third-party")
                          : entry.flags & diff::GeneratedFile ? tr("generated")
                                                              : tr("not meant to be compared (.gitattributes)")),
              m_uiSmall, theme().dimText);

    if (const diff::FileDiffPtr &diff = m_scene.file(file); diff && parts.counts.width() > 0) {
        QRect counts = parts.counts;
        const auto count = [&](const QString &text, const QColor &color) {
            painter.setFont(m_uiFont);
            painter.setPen(color);
            painter.drawText(counts, Qt::AlignLeft | Qt::AlignVCenter, text);
            counts.setLeft(counts.left() + plain.horizontalAdvance(text + u' '));
        };
        count(u"+%L1"_s.arg(diff->addedLines()),
              diff->addedLines() ? theme().tint(ThemeColors::Added).sign : theme().dimText);
        count(u"\u2212%L1"_s.arg(diff->removedLines()),
              diff->removedLines() ? theme().tint(ThemeColors::Removed).sign : theme().dimText);
    }
    const auto hovered = [&](const QRect &part) { return state.pointer && part.contains(state.pointer->toPoint()); };
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(m_uiSmall);
    const int threads = m_scene.threadCount(file);
    if (threads > 0 || hovered(parts.comment)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(threads > 0 ? theme().toneBack(Tone::Accent) : theme().panelRaised);
        painter.drawRoundedRect(parts.comment, 5, 5);
    }
    painter.setPen(threads > 0 ? theme().toneText(Tone::Accent) : theme().dimText);
    painter.drawText(parts.comment, Qt::AlignCenter,
                     threads > 0 ? tr("%n comment(s)", nullptr, threads) : tr("Comment"));

    const bool viewed = m_scene.isViewed(file);
    const qreal side = std::min(14, parts.viewed.height());
    const QRectF box(parts.viewed.left() + 7.5, parts.viewed.center().y() - side / 2 + 0.5, side, side);
    painter.setPen(QPen(viewed ? theme().accent : hovered(parts.viewed) ? theme().text : theme().dimText, 1));
    painter.setBrush(viewed ? theme().accent : theme().base);
    painter.drawRoundedRect(box, 3, 3);
    if (viewed) {
        paintCheck(painter, box, theme().accentText);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme().dimText);
    painter.drawText(parts.viewed.adjusted(int(side) + 14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     viewedText(file));
}

FoldParts DiffPainter::foldParts(RowPlace place, const QRect &rect, const SurfaceColumns &columns) const
{
    const SurfaceColumns::Half &half = columns.halves[0];
    const int gap = diff::gapOfFold(*m_scene.file(place.file), m_scene.row(place));
    const int edits = int(m_scene.file(place.file)->edits().size());
    const int gutter = gutterWidth(half);
    FoldParts parts;
    if (gap > 0)
        parts.below = QRect(half.left, rect.top(), gap < edits ? gutter / 2 : gutter, rect.height());
    if (gap < edits)
        parts.above = QRect(gap > 0 ? half.left + gutter / 2 : half.left, rect.top(),
                            gap > 0 ? gutter - gutter / 2 : gutter, rect.height());
    parts.all = QRect(half.left + gutter, rect.top(), rect.right() - half.left - gutter, rect.height());
    return parts;
}

QString DiffPainter::enclosing(RowPlace place)
{
    const Row &fold = m_scene.row(place);
    const Side side = fold.right >= 0 ? Side::Right : Side::Left;
    const int below = (side == Side::Right ? fold.right : fold.left) + int(fold.extra);
    const Key key{place.file, int(side), below};
    QString *found = m_enclosing.object(key);
    if (!found) {
        const diff::FileDiff &diff = *m_scene.file(place.file);
        found = new QString;
        if (below < diff.text(side).lineCount()) {
            const int line = diff.enclosingLine(side, below);
            if (line >= 0)
                *found = shownText(QString::fromUtf8(diff.text(side).line(line).first(
                                       std::min<qsizetype>(300, diff.text(side).line(line).size()))))
                             .simplified();
        }
        m_enclosing.insert(key, found);
    }
    return *found;
}

void DiffPainter::paintFold(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state)
{
    const FoldParts parts = foldParts(place, rect, state.columns);
    const bool isCaret = place == state.caretRow;
    const auto hovered = [&](const QRect &part) { return state.pointer && part.contains(state.pointer->toPoint()); };
    const QColor ground = mixed(theme().panel, theme().accent, theme().isDark ? 0.09 : 0.06);
    painter.fillRect(rect, ground);
    for (const QRect &part : {parts.above, parts.below}) {
        if (hovered(part))
            painter.fillRect(part, theme().panelRaised);
    }
    if (!parts.below.isNull())
        drawChevron(painter, parts.below, 1, hovered(parts.below) ? theme().text : theme().dimText);
    if (!parts.above.isNull())
        drawChevron(painter, parts.above, 2, hovered(parts.above) ? theme().text : theme().dimText);
    if (isCaret && state.focused)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme().accent);

    const int left = state.columns.halves[0].textLeft;
    const QString text = RowText::fold(m_scene.row(place));
    painter.setFont(m_uiSmall);
    painter.setPen(hovered(parts.all) || isCaret ? theme().text : theme().dimText);
    painter.drawText(QRect(left, rect.top(), rect.width() - left, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     text);
    const int after = left + QFontMetrics(m_uiSmall).horizontalAdvance(text) + 20;
    const int room = int((state.columns.width - after) / font().cellWidth()) - 1;
    if (const QString scope = enclosing(place); !scope.isEmpty() && room > 8) {
        const QString shown = scope.size() > room ? scope.left(room - 1) + u'\u2026' : scope;
        painter.setFont(font().font());
        painter.setPen(theme().text);
        painter.drawText(QRect(after, rect.top(), state.columns.width - after, rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, shown);
    }
}

void DiffPainter::paintNote(QPainter &painter, const QString &text, const QRect &rect, Tone tone, int left)
{
    painter.fillRect(rect, theme().base);
    painter.setFont(m_uiSmall);
    painter.setPen(tone == Tone::Neutral ? theme().dimText : theme().toneText(tone));
    if (tone != Tone::Neutral)
        painter.fillRect(QRect(0, rect.top(), 4, rect.height()), theme().toneText(tone));
    painter.drawText(QRect(left, rect.top(), rect.width() - left - 8, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(m_uiSmall).elidedText(text, Qt::ElideRight, rect.width() - left - 8));
}

int DiffPainter::hangingLeft(Side side, const SurfaceColumns &columns) const
{
    const int left = columns.half(side).left + int(font().cellWidth());
    return std::max(0, std::min(left, columns.width - m_scene.style().commentWidth));
}

void DiffPainter::paintHanging(QPainter &painter, const std::vector<DiffScene::Hanging> &hanging, int top,
                               const PaintState &state)
{
    for (const DiffScene::Hanging &each : hanging) {
        if (each.box)
            each.box->paint(painter, QPointF(hangingLeft(each.side, state.columns), top + each.top), theme(),
                            state.pointer);
    }
}

} // namespace docket
