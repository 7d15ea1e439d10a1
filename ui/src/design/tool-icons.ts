/** What each tool looks like, and its key. */
import type { Component } from 'svelte';
import Brush from '@lucide/svelte/icons/brush';
import Link from '@lucide/svelte/icons/link-2';
import Lock from '@lucide/svelte/icons/lock';
import Pointer from '@lucide/svelte/icons/mouse-pointer-2';
import Spline from '@lucide/svelte/icons/spline';
import Type from '@lucide/svelte/icons/type';
import Waves from '@lucide/svelte/icons/waves-horizontal';
import type { Tool } from './tools.svelte';

export const TOOL_ICONS: Record<Tool, Component<{ size?: number }>> = {
  move: Pointer,
  shape: Spline,
  bridge: Link,
  smooth: Waves,
  lock: Lock,
  brush: Brush,
  text: Type,
};

export const TOOL_KEYS: Record<Tool, string> = {
  move: 'V',
  shape: 'P',
  bridge: 'B',
  smooth: 'S',
  lock: 'L',
  brush: 'E',
  text: 'T',
};
