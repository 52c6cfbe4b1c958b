package jp.madoguchi.render;

import java.util.List;

/** @param pages 1 to 20, in their order */
public record Rendered(List<PageImage> pages) {}
