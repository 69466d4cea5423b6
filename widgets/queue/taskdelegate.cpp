// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/taskdelegate.h"

#include "items/taskmodel.h"
#include "widgets/common/appearance.h"
#include "widgets/common/chip.h"
#include "widgets/common/icons.h"
#include "widgets/common/words.h"

#include <QPainter>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int rowMargin = 10;

QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

} // namespace

TaskDelegate::TaskDelegate(std::function<QDateTime()> now, QObject *parent) : QStyledItemDelegate(parent),
    m_now(std::move(now)) {}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Asked for every row of the list, and the same for all.
    if (m_measured != option.font || m_taskHeight == 0) {
        m_measured = option.font;
        m_taskHeight =
            option.fontMetrics.height() + chipSize(Words::state(TaskState::Review), option.font).height() + 19;
        m_sectionHeight = option.fontMetrics.height() + 18;
    }
    return {160, index.data(TaskModel::IsSectionRole).toBool() ? m_sectionHeight : m_taskHeight};
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(TaskModel::IsSectionRole).toBool())
        paintSection(*painter, option, index);
    else
        paintTask(*painter, option, index);
    painter->restore();
}

void TaskDelegate::paintSection(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect rect = option.rect.adjusted(rowMargin, 6, -rowMargin - 4, 0);
    const bool open = option.state.testFlag(QStyle::State_Open);
    const QColor quiet = quietText(option.palette);
    paintIcon(painter, open ? u"chevron-down"_s : u"chevron-right"_s, QRectF(rect.left(), rect.center().y() - 4, 10,
                                                                             10), quiet);
    QFont font = smaller(option.font);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const bool urgent = TaskSection(index.data(TaskModel::SectionRole).toInt()) == TaskSection::NeedsYou;
    painter.setPen(urgent ? toneColor(Tone::Warning, option.palette) : quiet);
    const QString title = index.data().toString();
    painter.drawText(rect.adjusted(16, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
    const int rows = index.data(TaskModel::CountRole).toInt(), total = index.data(TaskModel::TotalRole).toInt();
    // More than a person reads through: the search finds the others.
    const QString count = rows < total ? tr("first %1 of %2").arg(rows).arg(total) : QString::number(total);
    const QFontMetrics metrics(font);
    if (urgent) {
        const int width = std::max(metrics.horizontalAdvance(count) + 12, metrics.height() + 2);
        const QRectF pill(rect.right() - width, rect.center().y() - (metrics.height() + 2) / 2.0 + 1, width,
                          metrics.height() + 2);
        painter.setBrush(toneGround(Tone::Warning, option.palette));
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setPen(toneColor(Tone::Warning, option.palette));
        painter.drawText(pill, Qt::AlignCenter, count);
    } else {
        painter.setPen(quiet);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight, count);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(toneColor(Tone::Accent, option.palette));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -0.5), 4, 4);
    }
}

void TaskDelegate::paintTask(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRectF card = QRectF(option.rect).adjusted(6, 1, -6, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneGround(Tone::Accent, option.palette));
        painter.drawRoundedRect(card, 7, 7);
        painter.setBrush(toneColor(Tone::Accent, option.palette));
        painter.drawRoundedRect(QRectF(card.left(), card.top() + 9, 3, card.height() - 18), 1.5, 1.5);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.palette.color(QPalette::AlternateBase));
        painter.drawRoundedRect(card, 7, 7);
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(toneColor(Tone::Accent, option.palette), 1));
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    }

    const auto state = TaskState(index.data(TaskModel::StateRole).toInt());
    const QRect inner = card.toRect().adjusted(rowMargin, 6, -rowMargin, -6);
    const int line = option.fontMetrics.height();
    const QFont small = smaller(option.font);
    const QFontMetrics smallMetrics(small);

    const QString age = Words::age(index.data(TaskModel::SinceRole).toDateTime(), m_now());
    const int ageWidth = smallMetrics.horizontalAdvance(age);
    painter.setFont(small);
    painter.setPen(quietText(option.palette));
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignVCenter | Qt::AlignRight, age);

    QFont title = option.font;
    title.setWeight(needsPerson(state) ? QFont::DemiBold : QFont::Normal);
    painter.setFont(title);
    painter.setPen(isFinal(state) ? quietText(option.palette) : option.palette.color(QPalette::Active, QPalette::Text));
    const QFontMetrics titleMetrics(title);
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width() - ageWidth - 10));

    const StateLook look = Words::state(state);
    const QSize chip = chipSize(look, option.font);
    const QRect chipRect(inner.left(), inner.bottom() - chip.height() + 1, chip.width(), chip.height());
    paintChip(painter, chipRect, look, option.font, option.palette);
    const int right = paintChecks(painter, inner.right(), chipRect.center().y(), option, index);

    QStringList meta;
    if (m_showsProject)
        meta << index.data(TaskModel::ProjectNameRole).toString();
    const QString sentence = index.data(TaskModel::LineRole).toString();
    if (!sentence.isEmpty() && (needsPerson(state) || !m_showsProject))
        meta << sentence;
    else if (index.data(TaskModel::RoundRole).toInt() > 1)
        meta << tr("round %1").arg(index.data(TaskModel::RoundRole).toInt());
    painter.setFont(small);
    painter.setPen(quietText(option.palette));
    const QRect metaRect(chipRect.right() + 9, chipRect.top(), right - chipRect.right() - 15, chipRect.height());
    if (metaRect.width() > 20) {
        painter.drawText(metaRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         smallMetrics.elidedText(meta.join(u" \u00b7 "_s), Qt::ElideRight, metaRect.width()));
    }
}

int TaskDelegate::paintChecks(QPainter &painter, int right, int middle, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const QFont small = smaller(option.font);
    const QFontMetrics metrics(small);
    painter.setFont(small);
    const auto part = [&](int count, const QString &name, Tone tone) {
        if (count == 0)
            return;
        const QString text = QString::number(count);
        const int width = metrics.horizontalAdvance(text);
        painter.setPen(toneColor(tone, option.palette));
        painter.drawText(QRect(right - width, middle - metrics.height() / 2, width + 2, metrics.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, text);
        right -= width + 14;
        paintIcon(painter, name, QRectF(right, middle - 5.5, 12, 12), toneColor(tone, option.palette));
        right -= 7;
    };
    part(index.data(TaskModel::ChecksFailedRole).toInt(), u"cross"_s, Tone::Danger);
    part(index.data(TaskModel::ChecksPassedRole).toInt(), u"check"_s, Tone::Success);
    return right;
}

} // namespace docket
