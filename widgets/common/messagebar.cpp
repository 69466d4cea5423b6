// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagebar.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace docket {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_button(new QToolButton), m_close(new QToolButton)
{
    setObjectName(u"messageBar"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_button->setObjectName(u"messageAction"_s);
    m_button->setAccessibleName(tr("What can be done about it"));
    m_button->setAutoRaise(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_close->setObjectName(u"messageClose"_s);
    m_close->setAccessibleName(tr("Dismiss the message"));
    m_close->setToolTip(m_close->accessibleName());
    m_close->setIcon(icon(u"cross"_s));
    m_close->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    hide();
}

void MessageBar::showMessage(Tone tone, const QString &text, QAction *action)
{
    m_tone = tone;
    m_text->setText(visibleText(text));
    setAccessibleName(m_text->text());
    const QString name = tone == Tone::Danger || tone == Tone::Warning ? u"warning"_s : tone == Tone::Success
        ? u"check"_s : u"info"_s;
    m_icon->setPixmap(icon(name, toneColor(tone, palette())).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_button->setVisible(action != nullptr);
    if (action) {
        m_button->setDefaultAction(action);
        m_button->setAccessibleName(action->text());
    }
    show();
}

void MessageBar::dismiss()
{
    hide();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneGround(m_tone, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), hairline(palette()));
}

} // namespace docket
