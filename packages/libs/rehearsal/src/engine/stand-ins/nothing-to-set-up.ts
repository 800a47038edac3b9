console.log('Nothing was set up: the stage builds without docker.');
