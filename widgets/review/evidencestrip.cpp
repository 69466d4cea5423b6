// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/evidencestrip.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/words.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** A check as a button: icon, name, how long it took. */
class CheckChip : public QAbstractButton
{
public:
    CheckChip(const StateLook &look, const QString &name, const QString &detail, QWidget *parent)
        : QAbstractButton(parent), m_look(look), m_detail(detail)
    {
        setText(name);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const int height = fontMetrics().height() + 8;
        return {height + fontMetrics().horizontalAdvance(text()) + fontMetrics().horizontalAdvance(m_detail) + 26,
                height};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor color = toneColor(m_look.tone, palette());
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(hasFocus() || underMouse() ? QPen(color, 1.2) : QPen(Qt::NoPen));
        painter.setBrush(toneGround(m_look.tone, palette()));
        painter.drawRoundedRect(box, height() / 2.0, height() / 2.0);
        const int side = fontMetrics().height();
        paintIcon(painter, m_look.iconName, QRectF(8, (height() - side) / 2.0 + 1, side - 2, side - 2), color);
        QRect room = rect().adjusted(side + 12, 0, -8, 0);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text());
        painter.setPen(color);
        room.setLeft(room.left() + fontMetrics().horizontalAdvance(text()) + 6);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, m_detail);
    }

private:
    StateLook m_look;
    QString m_detail;
};

} // namespace

EvidenceStrip::EvidenceStrip(QWidget *parent) : QWidget(parent), m_chips(new QHBoxLayout), m_label(new QLabel)
{
    setObjectName(u"evidenceStrip"_s);
    setAccessibleName(tr("Checks of this tree"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_label->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_label);
    m_chips->setSpacing(6);
    layout->addLayout(m_chips);
    layout->addStretch();
    layout->setSizeConstraint(QLayout::SetNoConstraint); // minimumSizeHint() knows better: all chips, or one
}

QSize EvidenceStrip::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return m_sum ? QSize(qMin(whole.width(), m_sum->sizeHint().width() + 6), whole.height()) : whole;
}

QSize EvidenceStrip::sizeHint() const
{
    QSize size(6, m_label->sizeHint().height());
    for (const QAbstractButton *chip : m_all)
        size = {size.width() + chip->sizeHint().width() + 6, qMax(size.height(), chip->sizeHint().height())};
    if (m_all.isEmpty())
        size.rwidth() += m_label->sizeHint().width();
    return size;
}

void EvidenceStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void EvidenceStrip::fit()
{
    if (!m_sum)
        return;
    const bool fits = m_all.size() == 1 || sizeHint().width() <= width();
    m_sum->setVisible(!fits);
    for (QAbstractButton *chip : std::as_const(m_all))
        chip->setVisible(fits);
}

QAbstractButton *EvidenceStrip::addChip(const StateLook &look, const QString &name, const QString &detail,
                                        EvidenceId evidence)
{
    auto *chip = new CheckChip(look, name, detail, this);
    connect(chip, &QAbstractButton::clicked, this, [this, evidence] { Q_EMIT logRequested(evidence); });
    m_chips->addWidget(chip);
    return chip;
}

void EvidenceStrip::setRecord(const TaskRecord &record, const ObjectId &tree)
{
    QList<Evidence> shown;
    for (const Evidence &evidence : record.evidence) {
        if (evidence.tree == tree)
            shown += evidence;
    }
    m_label->setText(tree.isValid() && shown.isEmpty() ? tr("No check ran on this tree") : QString());
    m_label->setVisible(!m_label->text().isEmpty());
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_all.clear();
    m_sum = nullptr;
    for (const Evidence &evidence : shown) {
        const StateLook look = Words::check(evidence.outcome);
        const QString duration = Words::duration(evidence.durationMs);
        const QString name = visibleText(evidence.check).simplified();
        QAbstractButton *chip =
            addChip(look, name, evidence.outcome == CheckOutcome::Passed ? duration : look.word, evidence.id);
        chip->setObjectName(u"check-"_s + evidence.check);
        chip->setAccessibleName(tr("%1: %2, %3. Shows its log.").arg(name, look.word, duration));
        chip->setToolTip(tr("%1 (%2)\n%3").arg(look.word, duration, visibleText(evidence.command)));
        m_all << chip;
    }
    if (!shown.isEmpty())
        addSum();
    updateGeometry();
    fit();
}

void EvidenceStrip::addSum()
{
    const auto passed = [](const Evidence &evidence) { return evidence.outcome == CheckOutcome::Passed; };
    const auto worst = std::ranges::find_if_not(m_shown, passed);
    const Evidence &first = worst == m_shown.end() ? m_shown.constFirst() : *worst;
    const auto good = std::ranges::count_if(m_shown, passed);
    const QString detail = worst == m_shown.end() ? tr("%n passed", nullptr, int(good))
                                                  : tr("%1 of %2 passed").arg(good).arg(m_shown.size());
    QStringList names;
    for (const QAbstractButton *chip : std::as_const(m_all))
        names << chip->accessibleName();
    m_sum = addChip(Words::check(first.outcome), tr("Checks"), detail, first.id);
    m_sum->setObjectName(u"checksTogether"_s);
    m_sum->setAccessibleName(tr("Checks: %1. Shows a log.").arg(detail));
    m_sum->setToolTip(names.join(u'\n'));
}

} // namespace docket
