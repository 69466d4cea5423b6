// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/primarybutton.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/appearance.h"

#include <QAction>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace docket {

PrimaryButton::PrimaryButton(Look look, QWidget *parent) : PrimaryButton(look, {}, parent) {}

PrimaryButton::PrimaryButton(Look look, const QString &text, QWidget *parent) : QPushButton(text, parent), m_look(look)
{
    setCursor(Qt::ArrowCursor);
    setAutoDefault(false);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PrimaryButton::setLook(Look look)
{
    m_look = look;
    update();
}

void PrimaryButton::setAction(QAction *action)
{
    if (m_action == action)
        return;
    if (m_action)
        m_action->disconnect(this);
    disconnect(this, &QPushButton::clicked, nullptr, nullptr);
    m_action = action;
    if (!action)
        return;
    connect(action, &QAction::changed, this, &PrimaryButton::followAction);
    connect(this, &QPushButton::clicked, action, [action] { action->trigger(); });
    followAction();
}

void PrimaryButton::followAction()
{
    setText(plainActionText(m_action));
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setAccessibleName(text());
    setToolTip(m_action->shortcut().isEmpty()
                   ? text()
                   : u"%1 (%2)"_s.arg(text(), m_action->shortcut().toString(QKeySequence::NativeText)));
    updateGeometry();
}

QSize PrimaryButton::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const int iconWidth = icon().isNull() ? 0 : 16 + 7;
    return {metrics.size(Qt::TextShowMnemonic, text()).width() + iconWidth + 28, metrics.height() + 14};
}

void PrimaryButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool enabled = isEnabled();
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    QColor ground, text, border;
    switch (m_look) {
    case Look::Prominent:
        ground = palette().color(group, QPalette::Highlight);
        text = enabled ? palette().color(group, QPalette::HighlightedText) : palette().color(QPalette::Disabled,
            QPalette::ButtonText);
        border = Qt::transparent;
        break;
    case Look::Danger:
        ground = toneGround(Tone::Danger, palette());
        text = toneColor(Tone::Danger, palette());
        border = Qt::transparent;
        break;
    case Look::Plain:
        ground = palette().color(group, QPalette::Button);
        text = palette().color(group, QPalette::ButtonText);
        border = hairline(palette());
        break;
    }
    if (enabled && isDown())
        ground = isDark(palette()) ? ground.lighter(120) : ground.darker(114);
    else if (enabled && underMouse())
        ground = isDark(palette()) ? ground.lighter(110) : ground.darker(105);
    const QRectF box = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(border == QColor(Qt::transparent) ? QPen(Qt::NoPen) : QPen(border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 6, 6);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 7, 7);
        if (m_look == Look::Prominent) {
            painter.setPen(QPen(palette().color(QPalette::Base), 1));
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5);
        }
    }
    QFont bold = font();
    bold.setWeight(m_look == Look::Plain ? QFont::Medium : QFont::DemiBold);
    painter.setFont(bold);
    const QFontMetrics metrics(bold);
    const int mnemonic = style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this) ? Qt::TextShowMnemonic
                                                                                          : Qt::TextHideMnemonic;
    const QString shown =
        metrics.elidedText(this->text(), Qt::ElideRight, width() - (icon().isNull() ? 16 : 40), mnemonic);
    const int iconWidth = icon().isNull() ? 0 : 16 + 7;
    const int total = metrics.size(mnemonic, shown).width() + iconWidth;
    int x = (width() - total) / 2;
    if (iconWidth > 0) {
        const QIcon::Mode mode = !enabled ? QIcon::Disabled : m_look == Look::Prominent ? QIcon::Selected
            : QIcon::Normal;
        icon().paint(&painter, QRect(x, (height() - 16) / 2, 16, 16), Qt::AlignCenter, mode);
        x += iconWidth;
    }
    painter.setPen(text);
    painter.drawText(QRect(x, 0, width() - x, height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | mnemonic, shown);
}

void PrimaryButton::enterEvent(QEnterEvent *event)
{
    update();
    QPushButton::enterEvent(event);
}

void PrimaryButton::leaveEvent(QEvent *event)
{
    update();
    QPushButton::leaveEvent(event);
}

} // namespace docket
