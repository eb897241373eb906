import {build} from "./page.js";
build();
