import './shared/tokens.css';
import './shared/base.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('window');
if (!target) throw new Error('index.html has no element #window to draw into');
mount(App, { target });
