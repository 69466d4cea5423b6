// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/review/diffscene.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace docket {

/**
 * The whole change as a narrow strip: where lines were added, removed and moved, where comments and search hits are,
 * and what part is on screen. Each pixel looks at a bounded number of rows, so it costs the same for a change of any
 * size.
 */
class OverviewRuler : public QWidget
{
    Q_OBJECT

public:
    OverviewRuler(const DiffScene &scene, QWidget *parent);

    void setTheme(const ThemeColors &theme);
    void setHitTest(std::function<bool(RowPlace)> hit) { m_isHit = std::move(hit); }
    /** The scene has changed; painted again soon. */
    void invalidate();
    void setVisiblePart(qint64 top, int height);

    QSize sizeHint() const override { return {14, 100}; }

Q_SIGNALS:
    void jumped(qint64 y);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void drawInTime();
    void draw();
    qint64 surfaceY(double y) const;

    const DiffScene &m_scene;
    ThemeColors m_theme;
    std::function<bool(RowPlace)> m_isHit;
    QPixmap m_picture;
    bool m_isDirty = true;
    QTimer m_rest; ///< runs after a draw that took long
    qint64 m_top = 0;
    int m_height = 0;
};

} // namespace docket
